package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.swap.Holdings.Definition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares what must be there with what is. */
record Shortfall(TargetSession session) {

  private static final int NAMED = 10;

  /** Throws where tables or sequences are missing that a load was to bring. */
  void requireLoaded(String staging, Map<ObjectKind, List<String>> expected) throws SQLException {
    Holdings there = new Holdings(session, staging);
    List<String> missing = new ArrayList<>();
    addTables(missing, there, expected);
    require(missing, "what was loaded lacks");
  }

  /**
   * Throws where an object is missing.
   *
   * @return events that are missing, which is no failure: the server does not make one whose time
   *     has passed
   */
  List<String> requireAll(String database, Map<ObjectKind, List<String>> expected)
      throws SQLException {
    Holdings there = new Holdings(session, database);
    List<String> missing = new ArrayList<>();
    addTables(missing, there, expected);
    List<Definition> definitions = there.definitions(new SwapUnit.Whole());
    for (ObjectKind kind : List.of(ObjectKind.VIEW, ObjectKind.TRIGGER, ObjectKind.ROUTINE)) {
      add(missing, kind, names(definitions, kind), expected);
    }
    require(missing, "database %s lacks".formatted(database));
    List<String> events = new ArrayList<>();
    add(events, ObjectKind.EVENT, names(definitions, ObjectKind.EVENT), expected);
    return events.stream()
        .map(event -> "%s of %s is not there: its time may have passed".formatted(event, database))
        .toList();
  }

  private static List<String> names(List<Definition> definitions, ObjectKind kind) {
    return definitions.stream()
        .filter(d -> d.kind().objects() == kind)
        .map(Definition::name)
        .toList();
  }

  private static void addTables(
      List<String> missing, Holdings there, Map<ObjectKind, List<String>> expected)
      throws SQLException {
    Set<String> sequences = there.sequences();
    List<String> tables = there.tables().stream().filter(t -> !sequences.contains(t)).toList();
    add(missing, ObjectKind.TABLE, tables, expected);
    add(missing, ObjectKind.SEQUENCE, List.copyOf(sequences), expected);
  }

  /** A name that is expected twice, as of a procedure and a function, must be there twice. */
  private static void add(
      List<String> missing,
      ObjectKind kind,
      List<String> there,
      Map<ObjectKind, List<String>> expected) {
    List<String> left = new ArrayList<>(there.stream().map(name -> folded(kind, name)).toList());
    for (String name : expected.getOrDefault(kind, List.of())) {
      if (!left.remove(folded(kind, name))) {
        missing.add(kind.word() + " " + name);
      }
    }
  }

  /** A server may keep names of tables in lower case; others never heed case, but triggers. */
  private static String folded(ObjectKind kind, String name) {
    return kind == ObjectKind.TRIGGER ? name : name.toLowerCase(Locale.ROOT);
  }

  private static void require(List<String> missing, String subject) {
    if (!missing.isEmpty()) {
      String more = missing.size() > NAMED ? " and %d more".formatted(missing.size() - NAMED) : "";
      throw new DumpwardenException(
          ErrorCode.RESTORE_INCOMPLETE,
          "%s %s%s"
              .formatted(
                  subject,
                  String.join(", ", missing.subList(0, Math.min(NAMED, missing.size()))),
                  more));
    }
  }
}

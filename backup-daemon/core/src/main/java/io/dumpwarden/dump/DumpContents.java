package io.dumpwarden.dump;

import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.SqlToken;
import io.dumpwarden.script.SqlTokens;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects from a dump's statements what they create. */
final class DumpContents {

  private static final Map<String, ObjectKind> KINDS =
      Map.of(
          "TABLE", ObjectKind.TABLE,
          "SEQUENCE", ObjectKind.SEQUENCE,
          "VIEW", ObjectKind.VIEW,
          "TRIGGER", ObjectKind.TRIGGER,
          "FUNCTION", ObjectKind.ROUTINE,
          "PROCEDURE", ObjectKind.ROUTINE,
          "PACKAGE", ObjectKind.ROUTINE,
          "EVENT", ObjectKind.EVENT);

  private static final Set<String> BEFORE_NAMES =
      Set.of("IF", "NOT", "EXISTS", "BODY", "IGNORE", "INTO", "DELAYED");

  private final Map<String, Map<ObjectKind, List<String>>> databases = new LinkedHashMap<>();
  private String current = "";

  List<String> databases() {
    return List.copyOf(databases.keySet());
  }

  DumpedObjects objects(String database) {
    return new DumpedObjects(database, databases.getOrDefault(database, Map.of()));
  }

  /**
   * @param name the tokens behind USE
   */
  void use(SqlTokens name) {
    enter(name(name));
  }

  /**
   * @param head the beginning of a statement
   * @param tokens those of it behind CREATE
   * @return the table or sequence that it creates, where it does
   */
  Optional<FrameTable> create(String head, SqlTokens tokens) {
    boolean plain = true;
    for (Optional<SqlToken> token = tokens.next(); token.isPresent(); token = tokens.next()) {
      String keyword = token.get().keyword();
      ObjectKind kind = KINDS.get(keyword);
      if (keyword.equals("DATABASE")) {
        enter(name(tokens));
        return Optional.empty();
      }
      if (kind != null) {
        return isPlaceholder(kind, plain, head) ? Optional.empty() : add(kind, name(tokens));
      }
      plain = false;
    }
    return Optional.empty();
  }

  /**
   * @param tokens of an INSERT or REPLACE, behind its verb
   */
  FrameTable filled(SqlTokens tokens) {
    return new FrameTable(current, name(tokens));
  }

  /** Views are first made with their columns alone, as views or, by older tools, as tables. */
  private static boolean isPlaceholder(ObjectKind kind, boolean plain, String head) {
    return plain
        && (kind == ObjectKind.VIEW || kind == ObjectKind.TABLE)
        && head.startsWith("/*!50001 CREATE");
  }

  private void enter(String database) {
    current = database;
    databases.computeIfAbsent(database, name -> new EnumMap<>(ObjectKind.class));
  }

  private Optional<FrameTable> add(ObjectKind kind, String name) {
    enter(current);
    databases.get(current).computeIfAbsent(kind, k -> new ArrayList<>()).add(name);
    boolean table = kind == ObjectKind.TABLE || kind == ObjectKind.SEQUENCE;
    return table ? Optional.of(new FrameTable(current, name)) : Optional.empty();
  }

  /** The last part of a name with dots. */
  private static String name(SqlTokens tokens) {
    Optional<SqlToken> token = tokens.next();
    while (token.isPresent() && BEFORE_NAMES.contains(token.get().keyword())) {
      token = tokens.next();
    }
    Optional<SqlToken> dot = tokens.next();
    return dot.filter(sign -> sign.keyword().equals(".")).isPresent()
        ? name(tokens)
        : token.map(SqlToken::text).orElse("");
  }
}

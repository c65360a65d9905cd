package io.dumpwarden.swap;

import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.swap.Holdings.Definition;
import io.dumpwarden.swap.SwapPlan.Replaced;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds out what a replacement would do, and what is in its way. */
final class SwapPlanner {

  private final TargetSession session;
  private final ServerInspector inspector;
  private final List<SwapUnit> units;
  private final List<String> warnings = new ArrayList<>();

  SwapPlanner(TargetSession session, ServerInspector inspector, List<SwapUnit> units) {
    this.session = session;
    this.inspector = inspector;
    this.units = units;
  }

  SwapPlan plan() throws SQLException {
    List<Replaced> replaced = new ArrayList<>();
    for (SwapUnit unit : units) {
      replaced.addAll(replaced(unit));
      warn(unit);
    }
    return new SwapPlan(replaced, obstacles(), warnings);
  }

  List<Obstacle> obstacles() throws SQLException {
    ServerFacts facts = inspector.facts(session.connection());
    Rights rights = new Rights(facts.grants());
    if (!rights.seesEverything()) {
      warnings.add(
          "foreign keys of databases that the restore account does not see cannot be checked for;"
              + " GRANT SELECT ON *.* lets it see them");
    }
    List<Obstacle> obstacles = new ArrayList<>(rights.missing(units));
    obstacles.addAll(sameNames());
    for (SwapUnit unit : units) {
      obstacles.addAll(foreignKeys(unit));
      if (!rights.mayMakeForOthers()) {
        ofOthers(unit).map(others -> rights.forOthers(facts, others)).ifPresent(obstacles::add);
      }
    }
    return obstacles;
  }

  /**
   * Who else is the definer of what a rollback would have to make again; it would not be allowed.
   */
  private Optional<String> ofOthers(SwapUnit unit) throws SQLException {
    List<String> queries = new ArrayList<>();
    queries.add("SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?");
    // which MariaDB 10 hides of those that the account has no right to
    queries.add(
        "SELECT DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ? AND DEFINER IS NOT NULL");
    if (unit.isWhole()) {
      queries.add("SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?");
      queries.add("SELECT DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ?");
    }
    String own = session.rows(row -> row.getString(1), "SELECT CURRENT_USER()").get(0);
    Set<String> others = new TreeSet<>();
    for (String query : queries) {
      others.addAll(session.rows(row -> row.getString(1), query, unit.database()));
    }
    others.remove(own);
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("%s by %s".formatted(unit.database(), String.join(", ", others)));
  }

  private List<Replaced> replaced(SwapUnit unit) throws SQLException {
    Holdings there = new Holdings(session, unit.database());
    Set<String> sequences = there.sequences();
    List<String> tables = there.tables().stream().filter(unit.scope()::holds).toList();
    List<Replaced> replaced = new ArrayList<>();
    add(replaced, unit, ObjectKind.TABLE, tables.stream().filter(t -> !sequences.contains(t)));
    add(replaced, unit, ObjectKind.SEQUENCE, tables.stream().filter(sequences::contains));
    List<Definition> definitions = there.definitions(unit.scope());
    for (ObjectKind kind :
        List.of(ObjectKind.VIEW, ObjectKind.TRIGGER, ObjectKind.ROUTINE, ObjectKind.EVENT)) {
      add(
          replaced,
          unit,
          kind,
          definitions.stream().filter(d -> d.kind().objects() == kind).map(Definition::name));
    }
    return replaced;
  }

  private static void add(
      List<Replaced> replaced, SwapUnit unit, ObjectKind kind, Stream<String> names) {
    List<String> sorted = names.sorted().toList();
    if (!sorted.isEmpty()) {
      replaced.add(new Replaced(unit.database(), kind, sorted));
    }
  }

  private void warn(SwapUnit unit) throws SQLException {
    if (!session.hasDatabase(unit.database())) {
      return;
    }
    if (unit.isWhole() && new RoutineGrants(session).of(unit.database()).isEmpty()) {
      warnings.add(
          "privileges on single routines of %s will be lost: the restore account may not read them; GRANT SELECT ON mysql.procs_priv"
              .formatted(unit.database()));
    }
    for (BrokenView view : inspector.brokenViews(session.connection(), unit.database())) {
      if (unit.scope().holds(view.name())) {
        warnings.add(
            "view %s of %s is broken: should the restore be rolled back, it cannot be made again (%s)"
                .formatted(view.name(), unit.database(), view.problem()));
      }
    }
  }

  /** Where case does not count, a name must be as the server keeps it, to be found again. */
  private List<Obstacle> sameNames() throws SQLException {
    int caseless = session.rows(row -> row.getInt(1), "SELECT @@lower_case_table_names").get(0);
    List<Obstacle> obstacles = new ArrayList<>();
    if (caseless != 0) {
      for (SwapUnit unit : units) {
        Stream.concat(Stream.of(unit.database()), unit.scope().names().stream())
            .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT)))
            .map(SwapPlanner::kept)
            .forEach(obstacles::add);
      }
    }
    return obstacles;
  }

  private static Obstacle kept(String name) {
    return new Obstacle(
        Obstacle.Kind.SAME_NAME,
        "the server does not heed the case of names, and %s has capitals".formatted(name),
        "restore it as %s, or in place".formatted(name.toLowerCase(Locale.ROOT)));
  }

  private List<Obstacle> foreignKeys(SwapUnit unit) throws SQLException {
    List<Obstacle> obstacles = new ArrayList<>();
    for (ForeignKey key : new ForeignKeys(session).referringTo(unit.database())) {
      boolean parentGoes = unit.scope().holds(key.parent().table());
      boolean loaded = key.table().database().startsWith(SwapNames.ALL);
      if (parentGoes && !loaded && !isReplaced(key.table())) {
        obstacles.add(
            new Obstacle(
                Obstacle.Kind.FOREIGN_KEY,
                key.describe() + ", which is replaced while the referring table stays",
                "restore %s too, drop the key for the time, or restore in place"
                    .formatted(key.table())));
      }
    }
    return obstacles;
  }

  private boolean isReplaced(ForeignKey.Place table) {
    Map<String, SwapUnit> byName = new HashMap<>();
    units.forEach(unit -> byName.put(unit.database(), unit));
    SwapUnit unit = byName.get(table.database());
    return unit != null && unit.scope().holds(table.table());
  }
}

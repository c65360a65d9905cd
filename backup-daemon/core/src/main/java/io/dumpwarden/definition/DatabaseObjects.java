package io.dumpwarden.definition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists what a database holds at this moment, as far as it is wanted. */
final class DatabaseObjects {

  /** A trigger stands there for each event of its. */
  private static final String TRIGGERS =
      """
      SELECT TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS
      WHERE TRIGGER_SCHEMA = ?
      ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER""";

  private static final String ROUTINES =
      """
      SELECT ROUTINE_SCHEMA, ROUTINE_NAME FROM information_schema.ROUTINES
      WHERE ROUTINE_SCHEMA = ? AND ROUTINE_TYPE = '%s' ORDER BY ROUTINE_NAME""";

  private static final String EVENTS =
      """
      SELECT EVENT_SCHEMA, EVENT_NAME FROM information_schema.EVENTS
      WHERE EVENT_SCHEMA = ? ORDER BY EVENT_NAME""";

  /** A package before its body. */
  private static final List<DefinedKind> ROUTINE_KINDS =
      List.of(
          DefinedKind.PROCEDURE,
          DefinedKind.FUNCTION,
          DefinedKind.PACKAGE,
          DefinedKind.PACKAGE_BODY);

  private final ServerReading server;
  private final String database;
  private final DefinitionChoice choice;

  DatabaseObjects(ServerReading server, String database, DefinitionChoice choice) {
    this.server = server;
    this.database = database;
    this.choice = choice;
  }

  /** Tables, sequences and views, in the order of their names. */
  List<Defined> tables() throws SQLException {
    List<Defined> found = new ArrayList<>();
    List<String[]> rows =
        server.shown(
            row -> new String[] {row.getString(1), row.getString(2)},
            "SHOW FULL TABLES FROM " + Sql.name(database));
    for (String[] row : rows) {
      String type = row[1];
      if (!type.startsWith("TEMPORARY") && !choice.leavesOut(database, row[0])) {
        found.add(new Defined(kind(type), database, row[0]));
      }
    }
    return found;
  }

  /** By their tables, in the order in which those of one event fire. */
  Map<String, List<Defined>> triggers() throws SQLException {
    Map<String, List<Defined>> found = new LinkedHashMap<>();
    if (choice.triggers()) {
      for (String[] row : server.ofDatabase(database, DatabaseObjects::nameAndTable, TRIGGERS)) {
        List<Defined> ofTable = found.computeIfAbsent(row[1], table -> new ArrayList<>());
        Defined trigger = new Defined(DefinedKind.TRIGGER, database, row[0]);
        if (!ofTable.contains(trigger)) {
          ofTable.add(trigger);
        }
      }
      found.keySet().removeIf(table -> choice.leavesOut(database, table));
    }
    return found;
  }

  List<Defined> routines() throws SQLException {
    List<Defined> found = new ArrayList<>();
    if (choice.routines()) {
      for (DefinedKind kind : ROUTINE_KINDS) {
        found.addAll(named(kind, ROUTINES.formatted(kind.words())));
      }
    }
    return found;
  }

  List<Defined> events() throws SQLException {
    return choice.events() ? named(DefinedKind.EVENT, EVENTS) : List.of();
  }

  private List<Defined> named(DefinedKind kind, String sql) throws SQLException {
    return server.ofDatabase(database, row -> new Defined(kind, database, row.getString(2)), sql);
  }

  private static DefinedKind kind(String type) {
    return switch (type) {
      case "SEQUENCE" -> DefinedKind.SEQUENCE;
      case "VIEW", "SYSTEM VIEW" -> DefinedKind.VIEW;
      default -> DefinedKind.TABLE;
    };
  }

  private static String[] nameAndTable(ResultSet row) throws SQLException {
    return new String[] {row.getString(2), row.getString(3)};
  }
}

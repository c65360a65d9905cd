package io.dumpwarden.scan;

import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Settings;
import io.dumpwarden.source.AccountsGrant;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a server what all its databases hold, a question for each kind. Names are grouped by their
 * bytes: information_schema takes databases that differ in case only for one.
 */
final class HoldingsQuery {

  private static final String TABLES =
      """
      SELECT CONVERT(TABLE_SCHEMA USING utf8mb4) COLLATE utf8mb4_bin AS held_in,
        COALESCE(SUM(DATA_LENGTH + INDEX_LENGTH), 0),
        SUM(TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')),
        SUM(TABLE_TYPE = 'VIEW'), SUM(TABLE_TYPE = 'SEQUENCE')
      FROM information_schema.TABLES
      WHERE TABLE_SCHEMA NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema')
      GROUP BY held_in""";

  private static final String OTHERS =
      """
      SELECT CONVERT(%1$s_SCHEMA USING utf8mb4) COLLATE utf8mb4_bin AS held_in, COUNT(*)
      FROM information_schema.%1$sS GROUP BY held_in""";

  private record Tables(long bytes, long tables, long views, long sequences) {}

  private static final Tables NONE = new Tables(0, 0, 0, 0);

  private final Connection connection;
  private final ServerInspector inspector = new ServerInspector();

  HoldingsQuery(Connection connection) {
    this.connection = connection;
  }

  Holdings read() throws SQLException {
    ServerFacts server = inspector.facts(connection);
    List<String> names =
        Selection.everything().of(inspector.databases(connection), Settings.STANDARD).databases();
    Map<String, Tables> tables = tables();
    Map<String, Long> routines = counts("ROUTINE");
    Map<String, Long> events = counts("EVENT");
    Map<String, Long> triggers = counts("TRIGGER");
    Optional<String> remedy = AccountsGrant.remedy(server);
    AccessQuery access = new AccessQuery(connection, server.grants().literal());
    Map<String, Access> all = remedy.isEmpty() ? access.of(names) : Map.of();
    List<DatabaseHoldings> databases =
        names.stream()
            .map(
                name -> {
                  Tables of = tables.getOrDefault(name, NONE);
                  return new DatabaseHoldings(
                      name,
                      of.bytes(),
                      new ObjectCounts(
                          of.tables(),
                          of.views(),
                          routines.getOrDefault(name, 0L),
                          events.getOrDefault(name, 0L),
                          triggers.getOrDefault(name, 0L),
                          of.sequences()),
                      all.get(name));
                })
            .toList();
    return new Holdings(server.flavor(), server.version(), databases, remedy.orElse(null));
  }

  private Map<String, Tables> tables() throws SQLException {
    Map<String, Tables> found = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        found.put(
            row.getString(1),
            new Tables(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
      }
    }
    return found;
  }

  private Map<String, Long> counts(String kind) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OTHERS.formatted(kind))) {
      while (row.next()) {
        found.put(row.getString(1), row.getLong(2));
      }
    }
    return found;
  }
}

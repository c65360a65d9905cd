package io.dumpwarden.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one database's inventory. Every query names the schema first: information_schema compares
 * names without regard to case, so that rows of another database must be told apart here.
 */
final class InventoryQuery {

  private static final String SCHEMA =
      """
      SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME
      FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?""";
  private static final String TABLES =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE, TABLE_ROWS, DATA_LENGTH, INDEX_LENGTH,
        TABLE_TYPE = 'SYSTEM VERSIONED'
      FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_TYPE NOT IN ('VIEW', 'SYSTEM VIEW', 'SEQUENCE')
      ORDER BY TABLE_NAME""";
  private static final String SEQUENCES =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'SEQUENCE' ORDER BY TABLE_NAME""";
  private static final String WITH_PRIMARY_KEY =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.STATISTICS
      WHERE TABLE_SCHEMA = ? AND INDEX_NAME = 'PRIMARY' AND SEQ_IN_INDEX = 1""";
  private static final String GENERATED =
      """
      SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND GENERATION_EXPRESSION <> ''""";
  private static final String BY_TRANSACTION =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND GENERATION_EXPRESSION = 'ROW START' AND DATA_TYPE = 'bigint'""";
  private static final String VIEWS =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.VIEWS
      WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME""";
  private static final String TRIGGERS =
      """
      SELECT TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS
      WHERE TRIGGER_SCHEMA = ? ORDER BY TRIGGER_NAME""";
  private static final String ROUTINES =
      """
      SELECT ROUTINE_SCHEMA, ROUTINE_NAME FROM information_schema.ROUTINES
      WHERE ROUTINE_SCHEMA = ? ORDER BY ROUTINE_NAME, ROUTINE_TYPE""";
  private static final String EVENTS =
      """
      SELECT EVENT_SCHEMA, EVENT_NAME FROM information_schema.EVENTS
      WHERE EVENT_SCHEMA = ? ORDER BY EVENT_NAME""";

  private final Connection connection;
  private final String database;

  InventoryQuery(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  Inventory read() throws SQLException {
    List<List<String>> schema = rows(SCHEMA, row -> List.of(row.getString(2), row.getString(3)));
    if (schema.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "no database %s that the account may see".formatted(database));
    }
    List<Trigger> triggers = rows(TRIGGERS, row -> new Trigger(row.getString(2), row.getString(3)));
    return new Inventory(
        database,
        schema.get(0).get(0),
        schema.get(0).get(1),
        tables(triggers),
        names(VIEWS),
        triggers.stream().map(Trigger::name).toList(),
        names(ROUTINES),
        names(EVENTS),
        names(SEQUENCES));
  }

  private List<TableFacts> tables(List<Trigger> triggers) throws SQLException {
    Set<String> generated = new HashSet<>(names(GENERATED));
    Set<String> byTransaction = new HashSet<>(names(BY_TRANSACTION));
    Set<String> withPrimaryKey = new HashSet<>(names(WITH_PRIMARY_KEY));
    Map<String, List<String>> triggersOf =
        triggers.stream().collect(groupingBy(Trigger::table, mapping(Trigger::name, toList())));
    return rows(
        TABLES,
        row ->
            new TableFacts(
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5) + row.getLong(6),
                generated.contains(row.getString(2)),
                withPrimaryKey.contains(row.getString(2)),
                row.getBoolean(7),
                triggersOf.getOrDefault(row.getString(2), List.of()),
                byTransaction.contains(row.getString(2))));
  }

  private List<String> names(String sql) throws SQLException {
    return rows(sql, row -> row.getString(2));
  }

  private <T> List<T> rows(String sql, RowReader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, database);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (database.equals(rows.getString(1))) {
            found.add(reader.read(rows));
          }
        }
      }
    }
    return found;
  }

  private record Trigger(String name, String table) {}

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}

package io.dumpwarden.source;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the tables of a database with columns and keys, by three queries however many there are.
 * Stateless. Views and sequences are no tables.
 */
public final class TableShapeQuery {

  private static final String TABLES =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE, TABLE_ROWS, DATA_LENGTH, TABLE_TYPE
      FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = ? AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
      ORDER BY TABLE_NAME""";
  private static final String COLUMNS =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, CHARACTER_SET_NAME,
        IS_NULLABLE, %s,
        GENERATION_EXPRESSION <> '' OR EXTRA LIKE '%%VIRTUAL GENERATED%%'
          OR EXTRA LIKE '%%STORED GENERATED%%'
      FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME, ORDINAL_POSITION""";

  /**
   * All tables that the account may see, by name; none where there is no such database.
   *
   * @param database compared exactly, although the server's catalog compares without case
   * @throws DumpwardenException {@code SERVER_UNREACHABLE} when the server does not answer
   */
  public List<TableShape> of(Connection connection, String database) {
    try {
      CatalogDialect dialect = CatalogDialect.of(connection);
      CatalogRows rows = new CatalogRows(connection, database);
      return dialect.withFreshEstimates(connection, () -> read(rows, dialect));
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_UNREACHABLE,
          "the server does not say which tables %s has: %s".formatted(database, e.getMessage()),
          e);
    }
  }

  private static List<TableShape> read(CatalogRows catalog, CatalogDialect dialect)
      throws SQLException {
    Map<String, List<ColumnFacts>> columns = columns(catalog, dialect);
    Map<String, List<KeyFacts>> keys = new KeyFactsQuery(catalog, dialect).byTable();
    List<TableShape> shapes = new ArrayList<>();
    catalog.read(
        TABLES,
        row ->
            shapes.add(
                new TableShape(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    columns.getOrDefault(row.getString(2), List.of()),
                    keys.getOrDefault(row.getString(2), List.of()),
                    row.getLong(4),
                    row.getLong(5),
                    row.getString(6).equals("SYSTEM VERSIONED"))));
    return List.copyOf(shapes);
  }

  private static Map<String, List<ColumnFacts>> columns(CatalogRows catalog, CatalogDialect dialect)
      throws SQLException {
    Map<String, List<ColumnFacts>> byTable = new LinkedHashMap<>();
    catalog.read(
        COLUMNS.formatted(dialect.srid()),
        row -> byTable.computeIfAbsent(row.getString(2), t -> new ArrayList<>()).add(column(row)));
    return byTable;
  }

  private static ColumnFacts column(ResultSet row) throws SQLException {
    return new ColumnFacts(
        row.getString(3),
        row.getString(4).toLowerCase(Locale.ROOT),
        row.getString(5),
        row.getString(6),
        row.getString(7).equals("YES"),
        row.getBoolean(9),
        row.getString(8) == null ? null : Integer.parseUnsignedInt(row.getString(8)));
  }
}

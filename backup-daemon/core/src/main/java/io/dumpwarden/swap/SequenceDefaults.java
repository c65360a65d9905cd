package io.dumpwarden.swap;

import java.sql.SQLException;
import java.util.List;

/**
 * Defaults that take the next value of a sequence name its database, and go on doing so when table
 * and sequence move.
 */
record SequenceDefaults(TargetSession session) {

  private static final String QUERY =
      """
      SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND COLUMN_DEFAULT LIKE '%`\\_dumpwarden\\_new\\_%'""";

  private record Default(String database, String table, String column, String expression) {}

  /** Has them name the target; again is no harm. */
  void pointAtTarget(SwappedUnit unit) throws SQLException {
    for (Default found : of(unit.target())) {
      String expression =
          found.expression().replace(Sql.name(unit.staging()), Sql.name(unit.target()));
      if (found.database().equals(unit.target()) && !expression.equals(found.expression())) {
        session.execute(
            "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT (%s)"
                .formatted(
                    Sql.name(unit.target(), found.table()), Sql.name(found.column()), expression));
      }
    }
  }

  private List<Default> of(String database) throws SQLException {
    return session.rows(
        row -> new Default(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
        QUERY,
        database);
  }
}

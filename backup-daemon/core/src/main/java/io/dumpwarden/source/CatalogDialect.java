package io.dumpwarden.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the servers' catalogs call differently, or do not have. */
record CatalogDialect(boolean mariaDb, Version release) {

  static CatalogDialect of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT VERSION()")) {
      row.next();
      String version = row.getString(1).replaceFirst("^5\\.5\\.5-", "");
      return new CatalogDialect(
          version.contains("MariaDB"), Version.in(version).orElse(new Version(0, 0, 0)));
    }
  }

  /** SQL for the reference system that a column is bound to. */
  String srid() {
    return mysql8() ? "SRS_ID" : "NULL";
  }

  /** SQL for whether the optimizer is told not to use a key. */
  String hiddenKey() {
    if (mysql8()) {
      return "IS_VISIBLE = 'NO'";
    }
    return mariaDb && release.atLeast(10, 6) ? "IGNORED = 'YES'" : "FALSE";
  }

  /** MySQL 8 shows estimates that are up to a day old, unless asked for today's. */
  <T> T withFreshEstimates(Connection connection, Question<T> question) throws SQLException {
    if (!mysql8()) {
      return question.ask();
    }
    try (Statement statement = connection.createStatement()) {
      long before = expiry(statement);
      statement.execute("SET SESSION information_schema_stats_expiry = 0");
      try {
        return question.ask();
      } finally {
        statement.execute("SET SESSION information_schema_stats_expiry = " + before);
      }
    }
  }

  private static long expiry(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT @@information_schema_stats_expiry")) {
      row.next();
      return row.getLong(1);
    }
  }

  private boolean mysql8() {
    return !mariaDb && release.atLeast(8, 0);
  }

  interface Question<T> {
    T ask() throws SQLException;
  }
}

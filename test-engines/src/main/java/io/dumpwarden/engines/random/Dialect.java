package io.dumpwarden.engines.random;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server knows.
 *
 * @param version three digits for each of its parts: 8000015
 * @param collations all but those that columns cannot have
 */
record Dialect(boolean mariadb, int version, List<Collation> collations) {

  /** A collation, and how many bytes a character of its character set takes at most. */
  record Collation(String name, String characterSet, int most) {}

  private static final String COLLATIONS =
      """
      SELECT a.FULL_NAME, a.CHARACTER_SET_NAME, s.MAXLEN
      FROM (%s) a JOIN information_schema.CHARACTER_SETS s
        ON s.CHARACTER_SET_NAME = a.CHARACTER_SET_NAME
      WHERE a.CHARACTER_SET_NAME <> 'filename' ORDER BY 1""";
  private static final String OF_MARIADB =
      """
      SELECT FULL_COLLATION_NAME FULL_NAME, CHARACTER_SET_NAME
      FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY""";
  private static final String OF_MYSQL =
      """
      SELECT COLLATION_NAME FULL_NAME, CHARACTER_SET_NAME
      FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY""";
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  static Dialect of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String said;
      try (ResultSet row = statement.executeQuery("SELECT VERSION()")) {
        row.next();
        said = row.getString(1);
      }
      boolean mariadb = said.contains("MariaDB");
      String sql = COLLATIONS.formatted(mariadb ? OF_MARIADB : OF_MYSQL);
      List<Collation> collations = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          collations.add(new Collation(rows.getString(1), rows.getString(2), rows.getInt(3)));
        }
      }
      return new Dialect(mariadb, number(said), List.copyOf(collations));
    }
  }

  boolean mysqlSince(int wanted) {
    return !mariadb && version >= wanted;
  }

  private static int number(String said) {
    Matcher parts = VERSION.matcher(said);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a version: " + said);
    }
    return Integer.parseInt(parts.group(1)) * 1_000_000
        + Integer.parseInt(parts.group(2)) * 1_000
        + Integer.parseInt(parts.group(3));
  }
}

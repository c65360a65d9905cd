package io.dumpwarden.restore;

import io.dumpwarden.accounts.KnownAccounts;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A server as a dump will meet it: what it has and what it lacks. Asks as it is asked. */
final class LoadTarget {

  private final Connection connection;
  private final ServerFacts facts;

  LoadTarget(Connection connection, ServerFacts facts) {
    this.connection = connection;
    this.facts = facts;
  }

  ServerFacts facts() {
    return facts;
  }

  /** Those of the collations that it does not know; each is tried, since no list has all names. */
  List<String> unknownCollations(Collection<String> names) throws SQLException {
    Set<String> unknown = new HashSet<>();
    for (String name : names) {
      if (name.matches("[a-z0-9_]+") && !knows(name)) {
        unknown.add(name);
      }
    }
    return unknown.stream().sorted().toList();
  }

  /** Those of the engines that make no tables here. */
  List<String> missingEngines(Collection<String> names) throws SQLException {
    Set<String> there = new HashSet<>();
    String sql =
        "SELECT ENGINE FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT')";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        there.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
    }
    return names.stream()
        .filter(name -> !there.contains(name.toLowerCase(Locale.ROOT)))
        .sorted()
        .toList();
  }

  /** Those of the accounts that are not there; empty where that cannot be seen. */
  Optional<List<String>> missingAccounts(Collection<String> names) throws SQLException {
    return KnownAccounts.missing(connection, names);
  }

  /** Whether it may make objects that run as somebody else. */
  boolean maySetDefiners() {
    return List.of("SUPER", "SET USER", "SET_USER_ID", "SET_ANY_DEFINER").stream()
        .anyMatch(facts.grants()::holds);
  }

  /** Whether it keeps the names of databases and tables in lower case. */
  boolean foldsNames() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@lower_case_table_names")) {
      return row.next() && row.getInt(1) == 1;
    }
  }

  private boolean knows(String collation) throws SQLException {
    int end = collation.indexOf('_');
    String charset = end < 0 ? collation : collation.substring(0, end);
    String sql = "SELECT CONVERT('' USING %s) COLLATE %s".formatted(charset, collation);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery(sql).close();
      return true;
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("08")) {
        throw e;
      }
      return false;
    }
  }
}

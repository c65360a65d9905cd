package io.dumpwarden.chunk;

import static java.util.stream.Collectors.joining;

import io.dumpwarden.source.TableShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about a table that its key answers at once: each reads one row of it, or none. */
record KeySeeks(Connection connection, TableShape table, TableKey key) {

  /** The lowest key of a range; empty where it has no row. */
  Optional<List<String>> first(KeyRange range) throws SQLException {
    return seek(range.conditions(key.columns()), "");
  }

  /** The highest one. */
  Optional<List<String>> last(KeyRange range) throws SQLException {
    return seek(range.conditions(key.columns()), " DESC");
  }

  /** The lowest key of a range whose rows fulfil more than that. */
  Optional<List<String>> first(KeyRange range, List<String> conditions) throws SQLException {
    List<String> all = new ArrayList<>(range.conditions(key.columns()));
    all.addAll(conditions);
    return seek(all, "");
  }

  /** The engine's estimate of a range's rows. Where a key is forced, MySQL 9 makes none. */
  long rows(KeyRange range) throws SQLException {
    String sql =
        "EXPLAIN FORMAT=TRADITIONAL SELECT 1" + from("USE", range.conditions(key.columns()));
    try (Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery(sql)) {
      // No number of rows: the server sees that there can be none.
      return plan.next() ? plan.getLong("rows") : 0;
    }
  }

  private Optional<List<String>> seek(List<String> conditions, String direction)
      throws SQLException {
    String columns = key.columns().stream().map(KeyColumn::reading).collect(joining(","));
    String sql = "SELECT " + columns + from("FORCE", conditions) + order(direction) + " LIMIT 1";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.of(values(row)) : Optional.empty();
    }
  }

  private String order(String direction) {
    return key.columns().stream()
        .map(column -> column.quoted() + direction)
        .collect(joining(",", " ORDER BY ", ""));
  }

  private List<String> values(ResultSet row) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= key.columns().size(); i++) {
      values.add(row.getString(i));
    }
    return values;
  }

  private String from(String hint, List<String> conditions) {
    return " FROM %s.%s %s INDEX (%s)%s"
        .formatted(
            KeyColumn.quoted(table.database()),
            KeyColumn.quoted(table.name()),
            hint,
            KeyColumn.quoted(key.name()),
            conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }
}

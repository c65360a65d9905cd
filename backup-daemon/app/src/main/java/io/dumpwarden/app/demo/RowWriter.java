package io.dumpwarden.app.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Inserts many rows quickly: hundreds by one statement, whatever the driver's options are. */
final class RowWriter {

  private static final int ROWS_PER_STATEMENT = 250;

  private final Connection connection;

  RowWriter(Connection connection) {
    this.connection = connection;
  }

  /**
   * Inserts rows in their order.
   *
   * @param into the table with its columns, as in {@code items (id, name)}
   * @param row the values of the row of a number, from 1 to {@code rows}
   */
  void insert(String into, int rows, IntFunction<@Nullable Object[]> row) throws SQLException {
    List<@Nullable Object[]> all = new ArrayList<>(rows);
    for (int number = 1; number <= rows; number++) {
      all.add(row.apply(number));
    }
    insert(into, all);
  }

  /** Inserts rows in their order; all have as many values as there are columns. */
  void insert(String into, List<@Nullable Object[]> rows) throws SQLException {
    for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
      insertAtOnce(into, rows.subList(from, Math.min(from + ROWS_PER_STATEMENT, rows.size())));
    }
  }

  private void insertAtOnce(String into, List<@Nullable Object[]> rows) throws SQLException {
    String row = "(" + repeat("?", rows.get(0).length) + ")";
    String sql = "INSERT INTO " + into + " VALUES " + repeat(row, rows.size());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (@Nullable Object[] values : rows) {
        for (Object value : values) {
          statement.setObject(parameter++, value);
        }
      }
      statement.executeUpdate();
    }
  }

  private static String repeat(String what, int times) {
    return String.join(",", Collections.nCopies(times, what));
  }
}

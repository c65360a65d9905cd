package io.dumpwarden.rows;

import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.TableShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a table is read and written.
 *
 * @param table with its database, quoted, and with the time of which it is read
 * @param marked whether a column that is never null stands in front of the table's own
 * @param columns in the order in which they are read and written
 * @param insert up to where the first row begins
 */
record TablePlan(String table, boolean marked, List<ColumnPlan> columns, byte[] insert) {

  /** For rows as text. */
  static TablePlan asText(TableShape shape, @Nullable History history) {
    return of(shape, history, ColumnPlan::asText, ColumnPlan::asText);
  }

  /** For rows of a prepared statement. */
  static TablePlan asBinary(TableShape shape, @Nullable History history) {
    return of(shape, history, ColumnPlan::asBinary, ColumnPlan::asBinary);
  }

  private static TablePlan of(
      TableShape shape,
      @Nullable History history,
      Function<ColumnFacts, ColumnPlan> columns,
      Function<String, ColumnPlan> ends) {
    List<ColumnFacts> filled = shape.columns().stream().filter(c -> !c.generated()).toList();
    List<String> names = new ArrayList<>();
    List<ColumnPlan> plans = new ArrayList<>();
    filled.forEach(column -> names.add(ColumnPlan.quoted(column.name())));
    filled.forEach(column -> plans.add(columns.apply(column)));
    if (history != null) {
      history.columns().forEach(end -> names.add(ColumnPlan.quoted(end)));
      history.columns().forEach(end -> plans.add(ends.apply(end)));
    }
    String name = ColumnPlan.quoted(shape.name());
    String insert = "INSERT INTO %s (%s) VALUES\n".formatted(name, String.join(",", names));
    return new TablePlan(
        ColumnPlan.quoted(shape.database())
            + "."
            + name
            + (history == null ? "" : " FOR SYSTEM_TIME ALL"),
        filled.isEmpty() || filled.get(0).nullable(),
        List.copyOf(plans),
        insert.getBytes(StandardCharsets.UTF_8));
  }

  String select(RowRange range) {
    // A text has the same form in all rows, which a number has not.
    String marker = marked ? columns.isEmpty() ? "''" : "''," : "";
    String values =
        columns.stream().map(ColumnPlan::expression).collect(Collectors.joining(",", marker, ""));
    // Only MariaDB has a query cache, and reads this comment.
    return "SELECT /*M! SQL_NO_CACHE */ " + values + " FROM " + table + range.sql();
  }

  /** Whether a column's character set matters. */
  boolean hasText() {
    return columns.stream().anyMatch(ColumnPlan::isText);
  }

  /** Whether there are floating-point numbers, in the form that prepared statements have. */
  boolean hasReals() {
    return columns.stream()
        .anyMatch(column -> column.wire() == WireForm.FLOAT || column.wire() == WireForm.DOUBLE);
  }
}

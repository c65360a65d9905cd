package io.dumpwarden.rows;

import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.TableShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a table is read and written.
 *
 * @param marked whether a column that is never null stands in front of the table's own
 * @param columns in the order in which they are read and written
 * @param insert up to where the first row begins
 */
record TablePlan(String table, boolean marked, List<ColumnPlan> columns, byte[] insert) {

  static TablePlan of(TableShape shape) {
    List<ColumnFacts> filled = shape.columns().stream().filter(c -> !c.generated()).toList();
    boolean marked = filled.isEmpty() || filled.get(0).nullable();
    String table = ColumnPlan.quoted(shape.database()) + "." + ColumnPlan.quoted(shape.name());
    String names =
        filled.stream().map(c -> ColumnPlan.quoted(c.name())).collect(Collectors.joining(","));
    String insert =
        "INSERT INTO %s (%s) VALUES\n".formatted(ColumnPlan.quoted(shape.name()), names);
    return new TablePlan(
        table,
        marked,
        filled.stream().map(ColumnPlan::of).toList(),
        insert.getBytes(StandardCharsets.UTF_8));
  }

  String select(@Nullable String condition, @Nullable String order) {
    String marker = marked ? columns.isEmpty() ? "1" : "1," : "";
    String values =
        columns.stream().map(ColumnPlan::expression).collect(Collectors.joining(",", marker, ""));
    // Only MariaDB has a query cache, and reads this comment.
    return "SELECT /*M! SQL_NO_CACHE */ "
        + values
        + " FROM "
        + table
        + (condition == null ? "" : " WHERE " + condition)
        + (order == null ? "" : " ORDER BY " + order);
  }

  /** Whether a column's character set matters. */
  boolean hasText() {
    return columns.stream().anyMatch(ColumnPlan::isText);
  }
}

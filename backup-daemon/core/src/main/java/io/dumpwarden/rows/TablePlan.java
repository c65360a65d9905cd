package io.dumpwarden.rows;

import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.TableShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a table is read and written.
 *
 * @param table with its database, quoted, and with the time of which it is read
 * @param marked whether a column that is never null stands in front of the table's own
 * @param columns in the order in which they are read and written
 * @param insert up to where the first row begins
 */
record TablePlan(String table, boolean marked, List<ColumnPlan> columns, byte[] insert) {

  /** Of the rows that there are now. */
  static TablePlan of(TableShape shape) {
    return of(shape, "", List.of());
  }

  /** Of all rows that there ever were. */
  static TablePlan of(TableShape shape, History history) {
    return of(shape, " FOR SYSTEM_TIME ALL", List.of(history.start(), history.end()));
  }

  private static TablePlan of(TableShape shape, String time, List<String> ends) {
    List<ColumnFacts> filled = shape.columns().stream().filter(c -> !c.generated()).toList();
    List<String> names = new ArrayList<>();
    filled.forEach(column -> names.add(ColumnPlan.quoted(column.name())));
    List<ColumnPlan> plans = new ArrayList<>();
    filled.forEach(column -> plans.add(ColumnPlan.of(column)));
    for (String end : ends) {
      names.add(ColumnPlan.quoted(end));
      plans.add(ColumnPlan.ofTime(end));
    }
    String name = ColumnPlan.quoted(shape.name());
    String insert = "INSERT INTO %s (%s) VALUES\n".formatted(name, String.join(",", names));
    return new TablePlan(
        ColumnPlan.quoted(shape.database()) + "." + name + time,
        filled.isEmpty() || filled.get(0).nullable(),
        List.copyOf(plans),
        insert.getBytes(StandardCharsets.UTF_8));
  }

  String select(RowRange range) {
    String marker = marked ? columns.isEmpty() ? "1" : "1," : "";
    String values =
        columns.stream().map(ColumnPlan::expression).collect(Collectors.joining(",", marker, ""));
    // Only MariaDB has a query cache, and reads this comment.
    return "SELECT /*M! SQL_NO_CACHE */ " + values + " FROM " + table + range.sql();
  }

  /** Whether a column's character set matters. */
  boolean hasText() {
    return columns.stream().anyMatch(ColumnPlan::isText);
  }
}

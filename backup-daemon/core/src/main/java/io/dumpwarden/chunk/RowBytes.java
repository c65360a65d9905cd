package io.dumpwarden.chunk;

import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.TableShape;
import java.util.List;

/**
 * How long a table's rows are as SQL, guessed from its columns' types and what it takes on disk.
 */
final class RowBytes {

  /** What engines add to a row, and leave free beside it. */
  private static final double OVERHEAD = 20;

  private static final double FILLED = 0.9;

  private RowBytes() {}

  static double of(TableShape table) {
    List<ColumnFacts> columns =
        table.columns().stream().filter(column -> !column.generated()).toList();
    List<Width> widths = columns.stream().map(Width::of).toList();
    double stored = widths.stream().mapToDouble(Width::stored).sum();
    double written = 4 + widths.stream().mapToDouble(width -> width.written() + 1).sum();
    double average = table.dataBytes() * FILLED / Math.max(1, table.rowEstimate());
    double rest = Math.max(0, average - OVERHEAD - stored);
    double growth =
        widths.stream().filter(Width::varies).mapToDouble(Width::growth).average().orElse(0);
    return written + rest * growth;
  }

  /**
   * A column's share of a row.
   *
   * @param stored bytes on disk; 0 where it varies
   * @param written bytes as SQL; quotes and the like where it varies
   * @param growth how many times as long SQL is where it varies
   */
  private record Width(double stored, double written, double growth) {

    static Width of(ColumnFacts column) {
      return switch (column.type()) {
        case "tinyint", "year" -> new Width(1, 3, 0);
        case "smallint" -> new Width(2, 5, 0);
        case "mediumint" -> new Width(3, 7, 0);
        case "int" -> new Width(4, 8, 0);
        case "bigint" -> new Width(8, 11, 0);
        case "float" -> new Width(4, 9, 0);
        case "double" -> new Width(8, 17, 0);
        case "decimal" -> new Width(5, 9, 0);
        case "date" -> new Width(3, 12, 0);
        case "time" -> new Width(3, 10, 0);
        case "datetime", "timestamp" -> new Width(5, 21, 0);
        case "bit", "enum", "set" -> new Width(1, 9, 0);
        case "uuid" -> new Width(16, 38, 0);
        case "inet4", "inet6" -> new Width(16, 22, 0);
        case "json" -> new Width(0, 2, 1.3);
        default -> column.characterSet() == null ? new Width(0, 2, 2) : new Width(0, 2, 1.1);
      };
    }

    boolean varies() {
      return growth > 0;
    }
  }
}

package io.dumpwarden.app.command;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;

/** How far tables are, in a few words behind a progress bar. */
final class TableWords {

  /** A line that is longer than the terminal is wide cannot be drawn over. */
  private static final int NAME = 24;

  private TableWords() {}

  /** {@code 7 of 12 tables, orders 25 %}; nothing where nothing is known of tables. */
  static String of(RowsProgress rows) {
    if (!rows.known()) {
      return "";
    }
    String atWork =
        rows.atWork().stream()
            .filter(table -> table.byteEstimate() > 0)
            .findFirst()
            .map(table -> ", %s %d %%".formatted(name(table), percent(table)))
            .orElse("");
    return "%d of %d tables%s".formatted(rows.tablesDone(), rows.tablesTotal(), atWork);
  }

  private static String name(TableProgress table) {
    String name = Table.harmless(table.table());
    return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
  }

  private static long percent(TableProgress table) {
    return Math.min(100, Math.max(0, 100 * table.bytes() / table.byteEstimate()));
  }
}

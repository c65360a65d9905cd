package io.dumpwarden.view;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the rows of a dump, or of a load, are, as JSON; the names are a contract.
 *
 * @param bytes of SQL so far
 * @param expectedBytes of all of it; an estimate while it is dumped
 * @param percent by those, from 0 to 100
 * @param secondsLeft at the pace so far; null where nobody knows
 * @param atWork of which rows pass at the moment, a few of them where they are many
 */
public record RowsView(
    long bytes,
    long expectedBytes,
    int percent,
    int tablesDone,
    int tablesTotal,
    @Nullable Long secondsLeft,
    List<TableView> atWork) {

  /**
   * A table.
   *
   * @param expectedRows an estimate while it is dumped; 0 where nobody knows
   */
  public record TableView(
      String database,
      String table,
      long rows,
      long expectedRows,
      long bytes,
      long expectedBytes,
      int percent) {

    static TableView of(TableProgress table) {
      return new TableView(
          table.database(),
          table.table(),
          table.rows(),
          Math.max(table.rows(), table.rowEstimate()),
          table.bytes(),
          table.byteEstimate(),
          RowsView.percent(table.bytes(), table.byteEstimate()));
    }
  }

  /** Null where nothing is known of tables. */
  public static @Nullable RowsView of(RowsProgress rows) {
    return rows.known()
        ? new RowsView(
            rows.bytes(),
            rows.byteEstimate(),
            percent(rows.bytes(), rows.byteEstimate()),
            rows.tablesDone(),
            rows.tablesTotal(),
            rows.secondsLeft(),
            rows.atWork().stream().map(TableView::of).toList())
        : null;
  }

  private static int percent(long done, long all) {
    return all <= 0 ? 0 : (int) Math.max(0, Math.min(100, Math.floorDiv(100 * done, all)));
  }
}

package io.dumpwarden.load;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a load is, by table, and what it says of that. Safe for use by many threads. */
final class LoadProgress {

  private static final long EVERY_NANOS = 30_000_000_000L;
  private static final long MIB = 1024 * 1024;

  private static final class Table {
    private long expected;
    private long bytes;
    private long skipped;
    private long rows;
    private long skippedRows;
    private long expectedRows;
    private int framesLeft;
    private long begin;

    private TableProgress progress(FrameTable name) {
      return new TableProgress(
          name.database(),
          name.table(),
          skippedRows + rows,
          expectedRows,
          skipped + bytes,
          expected,
          begin != 0 && framesLeft > 0,
          framesLeft <= 0);
    }
  }

  private final LoadListener listener;
  private final ChangedValues changed = new ChangedValues();
  private final Map<FrameTable, Table> tables = new LinkedHashMap<>();
  private final long begin = System.nanoTime();
  private long expected;
  private long passed;
  private long skipped;
  private long said = begin;

  LoadProgress(LoadListener listener, List<Frame> frames) {
    this.listener = listener;
    for (Frame frame : frames) {
      expected += frame.rawBytes();
      for (FrameTable name : frame.tables()) {
        Table table = tables.computeIfAbsent(name, each -> new Table());
        table.expected += frame.rawBytes();
        table.expectedRows += rows(frame);
        table.framesLeft++;
      }
    }
    listener.follow(this::tables);
  }

  /** Of all tables. */
  private synchronized RowsProgress tables() {
    List<TableProgress> all =
        tables.entrySet().stream().map(each -> each.getValue().progress(each.getKey())).toList();
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    RowsProgress now = RowsProgress.of(all, since);
    return new RowsProgress(
        now.bytes(),
        now.byteEstimate(),
        now.tablesDone(),
        now.tablesTotal(),
        RowsProgress.secondsLeft(passed - skipped, expected - skipped, since),
        now.atWork());
  }

  /** Bytes of a table, or of no table; negative ones where a part is loaded anew. */
  synchronized void passed(List<FrameTable> of, long bytes) {
    passed += bytes;
    if (of.size() == 1) {
      Table table = tables.get(of.get(0));
      if (table != null) {
        table.begin = table.begin == 0 ? System.nanoTime() : table.begin;
        table.bytes += bytes;
        sayWhereItIs(of.get(0), table);
      }
    }
    listener.passed(passed);
  }

  /** What an earlier load did. */
  synchronized void skipped(Frame frame) {
    passed += frame.rawBytes();
    skipped += frame.rawBytes();
    listener.passed(passed);
    for (FrameTable name : frame.tables()) {
      Table table = tables.get(name);
      table.framesLeft--;
      table.skipped += frame.rawBytes();
      table.skippedRows += rows(frame);
    }
  }

  /** What was done, and is to be done again. */
  synchronized void lost(FrameTable name, Frame frame, boolean ofAll) {
    passed(List.of(name), -frame.rawBytes());
    Table table = tables.get(name);
    if (table != null) {
      table.framesLeft++;
      long rows = frame.rows() == null ? 0 : frame.rows();
      table.rows = ofAll ? 0 : Math.max(0, table.rows - rows);
    }
  }

  synchronized void done(FrameTable name, int frames, long rows) {
    Table table = tables.get(name);
    if (table == null) {
      return;
    }
    table.rows += rows;
    table.framesLeft -= frames;
    if (table.framesLeft <= 0) {
      listener.say(
          "loaded %s: %s, %d rows in %d s%s"
              .formatted(
                  LoadFailure.name(name),
                  size(table.bytes),
                  table.rows,
                  seconds(System.nanoTime() - table.begin),
                  left()));
    }
  }

  /** Of the rows that are done. */
  ChangedValues changed() {
    return changed;
  }

  synchronized Map<FrameTable, Long> rows() {
    Map<FrameTable, Long> rows = new LinkedHashMap<>();
    tables.forEach((name, table) -> rows.put(name, table.rows));
    return rows;
  }

  synchronized long bytes() {
    return passed;
  }

  private void sayWhereItIs(FrameTable name, Table table) {
    long now = System.nanoTime();
    if (now - said >= EVERY_NANOS) {
      said = now;
      listener.say(
          "at %s: %s of %s, %d rows so far%s"
              .formatted(
                  LoadFailure.name(name),
                  size(table.bytes),
                  size(table.expected),
                  table.rows,
                  left()));
    }
  }

  /** Of the whole load, at the pace so far. */
  private String left() {
    long done = passed - skipped;
    if (done <= 0 || expected <= passed) {
      return "";
    }
    double nanos = System.nanoTime() - begin;
    long left = seconds((long) (nanos / done * (expected - passed)));
    return String.format(
        Locale.ROOT, " (%d %% of all, about %d s left)", 100 * passed / expected, left);
  }

  private static long rows(Frame frame) {
    Long rows = frame.rows();
    return rows == null ? 0 : rows;
  }

  private static long seconds(long nanos) {
    return Math.round(nanos / 1e9);
  }

  private static String size(long bytes) {
    return bytes < 10 * MIB
        ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) MIB)
        : bytes / MIB + " MB";
  }
}

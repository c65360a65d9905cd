package io.dumpwarden.dump;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the rows of a dump, or of a load, are.
 *
 * @param bytes of SQL so far, over all tables
 * @param byteEstimate of all of it; may be far off
 * @param tablesTotal 0 where nothing is known of tables
 * @param secondsLeft at the pace so far; null where nobody knows
 * @param atWork of which rows pass at the moment, a few of them where they are many
 */
public record RowsProgress(
    long bytes,
    long byteEstimate,
    int tablesDone,
    int tablesTotal,
    @Nullable Long secondsLeft,
    List<TableProgress> atWork) {

  public static final RowsProgress NONE = new RowsProgress(0, 0, 0, 0, null, List.of());

  private static final int NAMED = 20;

  public RowsProgress {
    atWork = atWork.stream().limit(NAMED).toList();
  }

  /**
   * Of one dump.
   *
   * @param since how long it is at work
   */
  public static RowsProgress of(List<TableProgress> tables, Duration since) {
    long bytes = tables.stream().mapToLong(TableProgress::bytes).sum();
    long all = tables.stream().mapToLong(TableProgress::byteEstimate).sum();
    return new RowsProgress(
        bytes,
        all,
        (int) tables.stream().filter(TableProgress::done).count(),
        tables.size(),
        secondsLeft(bytes, all, since),
        tables.stream().filter(TableProgress::atWork).toList());
  }

  /** At the pace until now; null before anything passed. */
  public static @Nullable Long secondsLeft(long done, long all, Duration since) {
    return done <= 0 || since.isZero()
        ? null
        : Math.round(since.toMillis() / 1000.0 * Math.max(0, all - done) / done);
  }

  public boolean known() {
    return tablesTotal > 0;
  }

  /** With another one at work at the same time. */
  public RowsProgress and(RowsProgress other) {
    if (!known() || !other.known()) {
      return known() ? this : other;
    }
    Long mine = secondsLeft;
    Long others = other.secondsLeft;
    return new RowsProgress(
        bytes + other.bytes,
        byteEstimate + other.byteEstimate,
        tablesDone + other.tablesDone,
        tablesTotal + other.tablesTotal,
        mine == null || others == null ? null : Long.valueOf(Math.max(mine, others)),
        Stream.concat(atWork.stream(), other.atWork.stream()).toList());
  }

  /** Where more is to come of which nothing is known yet. */
  public RowsProgress endless() {
    return new RowsProgress(bytes, byteEstimate, tablesDone, tablesTotal, null, atWork);
  }
}

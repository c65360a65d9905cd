package io.dumpwarden.anomaly;

import io.dumpwarden.anomaly.Measure.Made;
import io.dumpwarden.anomaly.Measure.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Figures to judge by. */
final class Measures {

  static final long MIB = 1024 * 1024;
  static final Made MADE = new Made("mysqldump", "zstd 3 none");

  private Measures() {}

  /** As a dump of so many bytes usually is: ratio 5, ten rows to the KiB, 40 MiB a second. */
  static Measure of(double raw) {
    return new Measure(
        MADE,
        (long) raw,
        (long) raw / 5,
        (long) (1000 * raw / 40 / MIB),
        12L,
        new Rows((long) raw / 100, true));
  }

  static Measure with(Measure like, long storedBytes, long seconds) {
    return new Measure(
        like.made(), like.rawBytes(), storedBytes, 1000 * seconds, like.tables(), like.rows());
  }

  static Measure with(Measure like, Long tables, Rows rows) {
    return new Measure(
        like.made(), like.rawBytes(), like.storedBytes(), like.durationMillis(), tables, rows);
  }

  static Measure with(Measure like, Made made) {
    return new Measure(
        made,
        like.rawBytes(),
        like.storedBytes(),
        like.durationMillis(),
        like.tables(),
        like.rows());
  }

  /** Oldest first, as people tell it. */
  static List<Measure> sizes(double... raw) {
    return DoubleStream.of(raw).mapToObj(Measures::of).toList();
  }

  /** Of the last of them by those before. */
  static History history(List<Measure> oldestFirst) {
    List<Measure> past = new ArrayList<>(oldestFirst);
    java.util.Collections.reverse(past);
    return new History(past.stream().limit(AnomalyJudge.WINDOW).toList(), false);
  }
}

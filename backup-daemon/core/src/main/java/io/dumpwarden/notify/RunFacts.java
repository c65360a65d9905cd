package io.dumpwarden.notify;

import io.dumpwarden.run.Run;
import java.time.Instant;
import java.util.List;

/** Runs as notifications look at them. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface RunFacts {

  /**
   * Of each schedule and server the newest run that failed, was interrupted or partial, where none
   * succeeded after it.
   */
  List<Run> troubled();

  /** Of each schedule and server the newest fire that was missed, where no run ended after it. */
  List<Run> missed();

  /** Those that ended at or after this time. */
  List<Run> endedSince(Instant time);

  /**
   * How runs ended.
   *
   * @param status as {@code RunStatus} writes it
   */
  record Sum(String schedule, String server, String status, long runs, long rawBytes, long bytes) {}

  /** Of the runs that ended from one time to another. */
  List<Sum> sums(Instant from, Instant until);
}

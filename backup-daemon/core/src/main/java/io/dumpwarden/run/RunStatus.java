package io.dumpwarden.run;

import java.util.Locale;

/** How a run stands. */
public enum RunStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  /** Every dump is good but not every copy was stored, or some databases failed. */
  PARTIAL,
  FAILED,
  CANCELLED,
  /** The process that ran it ended. */
  INTERRUPTED,
  /** It was due but did not run; the message says why. */
  SKIPPED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more will happen to it. */
  public boolean isFinal() {
    return this != QUEUED && this != RUNNING;
  }
}

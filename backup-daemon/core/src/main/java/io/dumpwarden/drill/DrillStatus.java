package io.dumpwarden.drill;

import java.util.Locale;

/** How a drill stands. */
public enum DrillStatus {
  RUNNING,
  /** Everything was restored, and everything that was looked at is as it should be. */
  SUCCEEDED,
  /** Nothing is wrong with what was restored; but not everything could be proven there. */
  PARTIAL,
  FAILED,
  CANCELLED,
  INTERRUPTED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the backup came back, as far as could be seen. */
  public boolean isGood() {
    return this == SUCCEEDED || this == PARTIAL;
  }
}

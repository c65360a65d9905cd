package io.dumpwarden.backup;

import java.util.Locale;

/** What made a run. */
public enum RunTrigger {
  SCHEDULE,
  MANUAL,
  CLI,
  RETRY,
  CATCH_UP;

  /** {@code catch-up}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

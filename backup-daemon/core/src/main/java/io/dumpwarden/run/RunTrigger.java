package io.dumpwarden.run;

import java.util.Locale;

/** What made a run. */
public enum RunTrigger {
  SCHEDULE,
  MANUAL,
  CLI,
  RETRY,
  CATCH_UP;

  /** Whether somebody asked for it. */
  public boolean isOfPeople() {
    return switch (this) {
      case MANUAL, CLI -> true;
      case SCHEDULE, RETRY, CATCH_UP -> false;
    };
  }

  /** {@code catch-up}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

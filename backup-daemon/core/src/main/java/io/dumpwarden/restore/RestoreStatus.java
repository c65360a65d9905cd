package io.dumpwarden.restore;

import java.util.Locale;

/** How a restore stands. */
public enum RestoreStatus {
  RUNNING,
  SUCCEEDED,
  /** Loaded, but not all of it: statements failed that the operator allowed to. */
  PARTIAL,
  FAILED,
  CANCELLED,
  /** The process that ran it ended. */
  INTERRUPTED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more will happen to it. */
  public boolean isFinal() {
    return this != RUNNING;
  }
}

package io.dumpwarden.catalog;

import java.util.Locale;

/** How a backup stands. */
public enum BackupStatus {
  RUNNING,
  /** Good, and stored on every storage it was meant for. */
  SUCCEEDED,
  /** Good, but not on every storage. */
  PARTIAL,
  FAILED,
  CANCELLED,
  INTERRUPTED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

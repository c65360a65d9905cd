package io.dumpwarden.catalog;

import java.util.Locale;

/** How a copy stands. */
public enum CopyStatus {
  PENDING,
  STORED,
  FAILED,
  EXPIRED,
  DELETED,
  MISSING,
  CORRUPT;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

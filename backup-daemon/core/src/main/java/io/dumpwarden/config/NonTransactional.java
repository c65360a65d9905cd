package io.dumpwarden.config;

import java.util.Locale;

/** What is done about tables that no snapshot covers, since their engine has no transactions. */
public enum NonTransactional {
  /** They are dumped as they are then, and named in the manifest. */
  NAMED,
  /** Nobody may write until they are dumped. */
  LOCKED;

  /** As rows have it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

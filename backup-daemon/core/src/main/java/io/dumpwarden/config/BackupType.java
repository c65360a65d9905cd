package io.dumpwarden.config;

import java.util.Locale;

/** The rhythm a backup belongs to. Manual ones have no cron. */
public enum BackupType {
  HOURLY,
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY,
  MANUAL;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

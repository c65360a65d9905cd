package io.dumpwarden.config;

import java.util.Locale;

/** The two makes of server. */
public enum Flavor {
  MYSQL,
  MARIADB;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

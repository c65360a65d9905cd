package io.dumpwarden.config;

import java.util.Locale;

/** The kinds of storage. */
public enum StorageType {
  LOCAL,
  S3;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.dumpwarden.config;

import java.util.Locale;

/** Which databases of a server a backup is made of, and in how many files. */
public enum SelectionMode {
  /** Every database, in one combined file. */
  ALL,
  /** Those of an include list, in one combined file or one each. */
  FILTER,
  /** One database, with its companions where wanted, one file each. */
  SINGLE,
  /** Those without the secondary marker and without a companion's suffix, one file each. */
  PRIMARY,
  /** Those with the secondary marker, one file each. */
  SECONDARY,
  /** Every database, one file each. */
  SEPARATED;

  /** The word in rows and on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

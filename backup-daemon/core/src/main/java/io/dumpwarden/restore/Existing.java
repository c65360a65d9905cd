package io.dumpwarden.restore;

import java.util.Locale;

/** What becomes of a database that is there already and not empty. */
public enum Existing {
  /** Nothing: the restore is refused. */
  REFUSE,
  /** The new data is loaded beside it, checked, and takes its place in one step. */
  REPLACE,
  /** What is there is dropped, and the new data loaded in its place: a failure leaves a gap. */
  IN_PLACE,
  /** It stays: each database is loaded under a new name. */
  INTO_NEW;

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

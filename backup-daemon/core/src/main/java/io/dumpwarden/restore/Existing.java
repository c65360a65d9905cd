package io.dumpwarden.restore;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of a database that is there already and not empty. */
public enum Existing {
  /** Nothing: the restore is refused, and goes into new or empty databases only. */
  REFUSE,
  /** The new data is loaded beside it, checked, and takes its place in one step. */
  REPLACE,
  /** What is there is dropped, and the new data loaded in its place: a failure leaves a gap. */
  IN_PLACE,
  /** It stays: each database is loaded under a new name. */
  INTO_NEW;

  /** For the history: {@code new}, {@code replace}, {@code in-place}, {@code into-new}. */
  public String id() {
    return this == REFUSE ? "new" : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of that id. */
  public static Existing of(String id) {
    return Arrays.stream(values()).filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }
}

package io.dumpwarden.catalog;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was last found out about a copy by reading it.
 *
 * @param message what is wrong, in words; null where nothing is
 */
public record Verification(Instant at, Result result, @Nullable String message) {

  /** What was found. A storage that does not answer gives none: that says nothing of the copy. */
  public enum Result {
    /** Every byte is as it was proven when the backup was made. */
    VERIFIED,
    /** The storage answers, and the copy is not there. */
    MISSING,
    /** It is there, and not what was stored. */
    CORRUPT,
    /** Its bytes are those that were stored, and no key here opens them. */
    UNREADABLE;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

package io.dumpwarden.config;

import java.time.Duration;
import java.util.Locale;

/**
 * What becomes of fires that nobody was there for.
 *
 * @param maxAge for {@code RUN_ONCE}: how late the last missed fire may still be run
 */
public record CatchUp(Policy policy, Duration maxAge) {

  /** Skip them, or run the last one of them late. */
  public enum Policy {
    SKIP,
    RUN_ONCE;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

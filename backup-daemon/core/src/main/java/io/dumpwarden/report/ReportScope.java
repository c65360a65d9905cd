package io.dumpwarden.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about.
 *
 * @param from what began at or after this
 * @param to what began before this
 * @param server only this one's; null for all
 */
public record ReportScope(Instant from, Instant to, @Nullable String server) {

  public ReportScope {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a report ends after it begins");
    }
  }
}

package io.dumpwarden.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An anomaly on record.
 *
 * @param acceptedAt when somebody said that it is as it should be; null for not yet
 * @param acceptedBy who said so; null for nobody
 */
public record FoundAnomaly(
    Anomaly anomaly, Instant foundAt, @Nullable Instant acceptedAt, @Nullable String acceptedBy) {

  /** Whether nobody accepted it yet. */
  public boolean open() {
    return acceptedAt == null;
  }
}

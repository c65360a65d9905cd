package io.dumpwarden.view;

import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.FoundAnomaly;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In what a backup differs from those before it, as JSON shows it; the names are a contract. */
public record AnomalyView(
    String kind,
    String reason,
    double value,
    double usual,
    boolean suspicious,
    Instant foundAt,
    @Nullable Instant acceptedAt,
    @Nullable String acceptedBy) {

  static AnomalyView of(FoundAnomaly found) {
    Anomaly anomaly = found.anomaly();
    return new AnomalyView(
        anomaly.kind().id(),
        anomaly.reason(),
        anomaly.value(),
        anomaly.usual(),
        anomaly.suspicious(),
        found.foundAt(),
        found.acceptedAt(),
        found.acceptedBy());
  }
}

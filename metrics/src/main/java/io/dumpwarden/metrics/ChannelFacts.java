package io.dumpwarden.metrics;

import io.dumpwarden.notify.ChannelCount;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How messages stand.
 *
 * @param configured the channels that still exist: of others nothing is going to be sent
 */
record ChannelFacts(List<ChannelCount> counts, Set<String> configured) {

  void addTo(Families families) {
    counts.forEach(count -> add(families, count));
  }

  private void add(Families families, ChannelCount count) {
    families.add(MetricName.NOTIFICATIONS_SENT, count.sent(), count.channel());
    families.add(MetricName.NOTIFICATIONS_FAILED, count.failed(), count.channel());
    if (configured.contains(count.channel())) {
      families.add(MetricName.NOTIFICATIONS_PENDING, count.pending(), count.channel());
      Instant oldest = count.oldestPendingAt();
      if (oldest != null) {
        families.add(MetricName.NOTIFICATIONS_OLDEST, oldest, count.channel());
      }
    }
  }
}

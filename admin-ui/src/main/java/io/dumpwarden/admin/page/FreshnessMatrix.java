package io.dumpwarden.admin.page;

import io.dumpwarden.statistics.Fleet.Freshness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Servers by schedules, where both are few enough for a look. */
public record FreshnessMatrix(List<String> schedules, Map<String, Map<String, Freshness>> servers) {

  private static final int SERVERS = 15;
  private static final int SCHEDULES = 6;

  static Optional<FreshnessMatrix> of(List<Freshness> all) {
    TreeSet<String> schedules =
        all.stream().map(Freshness::schedule).collect(Collectors.toCollection(TreeSet::new));
    Map<String, Map<String, Freshness>> servers =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Freshness::server,
                    TreeMap::new,
                    Collectors.toMap(Freshness::schedule, one -> one)));
    boolean fits = !all.isEmpty() && schedules.size() <= SCHEDULES && servers.size() <= SERVERS;
    return fits
        ? Optional.of(new FreshnessMatrix(List.copyOf(schedules), servers))
        : Optional.empty();
  }

  /** Null where the schedule does not back up the server. */
  public @Nullable Freshness at(String server, String schedule) {
    return servers.get(server).get(schedule);
  }
}

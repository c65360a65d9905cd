package io.dumpwarden.admin.page;

import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a schedule's newest fire ended on its servers, as far as its newest runs tell.
 *
 * @param counts runs by status
 * @param status the worst of them
 * @param message of a run that did not end well; null where there is nothing to say
 */
public record LastFire(
    Instant at, Map<String, Long> counts, String status, String runId, @Nullable String message) {

  private static final List<String> WORST_FIRST =
      List.of(
          "failed",
          "interrupted",
          "partial",
          "cancelled",
          "running",
          "queued",
          "skipped",
          "succeeded");

  /**
   * @param newest a schedule's runs, newest first
   */
  static Optional<LastFire> of(List<Run> newest) {
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    Instant at = newest.get(0).fireTime();
    List<Run> runs = newest.stream().filter(run -> run.fireTime().equals(at)).toList();
    Map<String, Long> counts = new TreeMap<>();
    runs.forEach(run -> counts.merge(run.status().id(), 1L, Long::sum));
    String worst = WORST_FIRST.stream().filter(counts::containsKey).findFirst().orElse("succeeded");
    Run shown = runs.stream().filter(r -> r.status().id().equals(worst)).findFirst().orElseThrow();
    RunEnd end = shown.end();
    return Optional.of(
        new LastFire(at, counts, worst, shown.id(), end == null ? null : end.message()));
  }
}

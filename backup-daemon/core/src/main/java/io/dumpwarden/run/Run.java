package io.dumpwarden.run;

import io.dumpwarden.config.Schedule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution for one server.
 *
 * @param fireTime when it was due
 * @param attempt 1 for the first, counted up by retries
 * @param notBefore it is not claimed earlier: jitter and backoff
 * @param nodeId who runs or ran it; null while queued
 * @param end null until it is final
 * @param cancelRequested somebody asked for its end
 * @param request who asked for it, and in which words
 */
public record Run(
    String id,
    String schedule,
    String server,
    String type,
    RunTrigger trigger,
    Instant fireTime,
    int attempt,
    RunStatus status,
    Instant queuedAt,
    Instant notBefore,
    @Nullable Instant startedAt,
    @Nullable String nodeId,
    @Nullable String nodeName,
    RunProgress progress,
    boolean cancelRequested,
    RunRequest request,
    @Nullable RunEnd end) {

  /** Whether it belongs to no schedule of an operator's: somebody asked for it in other words. */
  public boolean isAsked() {
    return schedule.equals(Schedule.MANUAL);
  }

  /** Who asked for it, as {@code name (channel)}. */
  public String requestedBy() {
    return request.by();
  }
}

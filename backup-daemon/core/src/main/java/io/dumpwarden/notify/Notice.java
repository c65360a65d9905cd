package io.dumpwarden.notify;

import io.dumpwarden.config.NotificationEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver is told. Holds no secret. Its JSON is what generic webhooks get, so its names are
 * a contract.
 *
 * @param event null for tests, pings, and what tells of several problems at once
 * @param key tells problems apart, and is the same for all notices of one problem
 * @param title one line for people
 * @param lines the rest for people, a line each: reason, hint, what to do
 * @param at when the notice was made
 * @param since when the problem began; null where there is none
 */
public record Notice(
    Kind kind,
    @Nullable NotificationEvent event,
    Severity severity,
    String key,
    String title,
    List<String> lines,
    About about,
    Instant at,
    @Nullable Instant since) {

  /** What the notice is for. */
  public enum Kind {
    PROBLEM,
    REPEATED,
    RECOVERED,
    DIGEST,
    TEST,
    PING_START,
    PING_SUCCESS,
    PING_FAIL
  }

  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  /** What the notice is about, as far as it is about one. */
  public record About(
      @Nullable String server,
      @Nullable String schedule,
      @Nullable String storage,
      @Nullable String database,
      @Nullable String runId) {

    public static final About NOTHING = new About(null, null, null, null, null);
  }

  public Notice {
    lines = List.copyOf(lines);
  }
}

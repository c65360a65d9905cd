package io.dumpwarden.snapshot;

import io.dumpwarden.source.ServerFacts;
import java.time.Duration;

/** What every step of taking a snapshot needs. */
record Scene(Lines lines, Watchdog watchdog, ServerFacts server, SnapshotWishes wishes) {

  /** How long a server keeps a lock whose owner it does not hear; the heart beats more often. */
  private static final Duration IDLE_WITH_LOCK = Duration.ofMinutes(2);

  /** A connection that is to take a lock. */
  Line openLocker() {
    return lines.open(SessionSettings.ofLocker(server, wishes.lockTimeout(), IDLE_WITH_LOCK));
  }

  /** Ends one whose lock was not had, or is over, and may still be waited for by the server. */
  void discard(Line line) {
    watchdog.end(line);
    lines.close(line);
  }

  /** A limit for what keeps others waiting. */
  Watchdog.Limit limit(Line line) {
    return watchdog.limit(line, wishes.lockTimeout());
  }
}

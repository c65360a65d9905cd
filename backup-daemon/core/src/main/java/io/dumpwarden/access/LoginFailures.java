package io.dumpwarden.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of failed logins, by the digest of a name or an address. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface LoginFailures {

  /**
   * What is known of a name or an address.
   *
   * @param blockedUntil null where it is not
   */
  record Failures(int count, Instant lastAt, @Nullable Instant blockedUntil) {

    boolean isBlocked(Instant now) {
      return blockedUntil != null && now.isBefore(blockedUntil);
    }
  }

  /** Until when, by subject, those are blocked that are. */
  Map<String, Instant> blocked(Instant now);

  /**
   * Replaces what is known of a subject, alone: others who would do the same wait.
   *
   * @param change from what is known, empty at first, to what will be; the same object leaves it
   */
  Failures change(String subject, Function<Optional<Failures>, Failures> change);

  void forget(String subject);

  /** Forgets what happened before. */
  int prune(Instant before);
}

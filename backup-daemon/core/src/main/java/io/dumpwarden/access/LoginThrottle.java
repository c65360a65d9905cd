package io.dumpwarden.access;

import io.dumpwarden.access.LoginFailures.Failures;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses passwords, by name and by address, on all nodes together. The first
 * failures cost nothing; then each one costs a pause four times as long as the last, up to the
 * lock-out. An attempt counts before its password is looked at, so that many at once gain nothing.
 */
final class LoginThrottle {

  /** The longest pause: nobody is locked out for ever, so nobody can lock others out for ever. */
  static final Duration LOCK_OUT = Duration.ofMinutes(15);

  /** Failures count together as long as there is one in this time. */
  static final Duration MEMORY = Duration.ofHours(24);

  private static final int FREE_OF_NAME = 4;
  private static final int FREE_OF_ADDRESS = 20;

  private final LoginFailures failures;

  LoginThrottle(LoginFailures failures) {
    this.failures = failures;
  }

  /**
   * What came of asking for an attempt.
   *
   * @param blockedUntil null where the attempt may be made
   * @param lockedOut whether, if it fails, the name is locked out now
   */
  record Attempt(@Nullable Instant blockedUntil, boolean lockedOut) {}

  /** Asks for an attempt. It counts as failed until {@link #succeeded}, or {@link #withdraw}. */
  Attempt begin(String name, String address, Instant now) {
    Instant blocked = take(ofAddress(address), FREE_OF_ADDRESS, now).before();
    if (blocked != null) {
      return new Attempt(blocked, false);
    }
    Taken ofName = take(ofName(name), FREE_OF_NAME, now);
    if (ofName.before() != null) {
      // no password is looked at, so nothing was tried from there
      giveBack(address, now);
    }
    return new Attempt(ofName.before(), ofName.lockedOut());
  }

  /** The attempt was no guess. What others tried from the address goes on counting. */
  void succeeded(String name, String address, Instant now) {
    failures.forget(ofName(name));
    giveBack(address, now);
  }

  /** No password was looked at: neither the name nor the address tried one. */
  void withdraw(String name, String address, Instant now) {
    giveBackOf(ofName(name), now);
    giveBack(address, now);
  }

  private void giveBack(String address, Instant now) {
    giveBackOf(ofAddress(address), now);
  }

  private void giveBackOf(String subject, Instant now) {
    failures.change(
        subject,
        known ->
            known
                .map(f -> new Failures(Math.max(0, f.count() - 1), f.lastAt(), null))
                .orElseGet(() -> new Failures(0, now, null)));
  }

  /** Ends a name's lock-out. */
  void forgive(String name) {
    failures.forget(ofName(name));
  }

  void prune(Instant now) {
    failures.prune(now.minus(MEMORY));
  }

  /** Until when the names are blocked that are. */
  Map<String, Instant> blocked(Collection<String> names, Instant now) {
    Map<String, Instant> bySubject = failures.blocked(now);
    Map<String, Instant> byName = new HashMap<>();
    names.forEach(
        name -> {
          Instant until = bySubject.get(ofName(name));
          if (until != null) {
            byName.put(name, until);
          }
        });
    return byName;
  }

  /**
   * @param before until when it was blocked already; null where it was not
   */
  private record Taken(@Nullable Instant before, boolean lockedOut) {}

  private Taken take(String subject, int free, Instant now) {
    Instant[] before = new Instant[1];
    Failures after =
        failures.change(
            subject,
            known -> {
              Failures last = known.filter(f -> isFresh(f, now)).orElse(null);
              before[0] = last != null && last.isBlocked(now) ? last.blockedUntil() : null;
              return before[0] != null && last != null ? last : next(last, free, now);
            });
    boolean lockedOut = before[0] == null && pause(after.count(), free).compareTo(LOCK_OUT) >= 0;
    return new Taken(before[0], lockedOut);
  }

  private static Failures next(@Nullable Failures last, int free, Instant now) {
    int count = last == null ? 1 : last.count() + 1;
    Duration pause = pause(count, free);
    return new Failures(count, now, pause.isZero() ? null : now.plus(pause));
  }

  /** 2 s, 8 s, 32 s … behind the failures that are free. */
  private static Duration pause(int count, int free) {
    if (count <= free) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(2L << Math.min(2 * (count - free - 1), 20));
    return pause.compareTo(LOCK_OUT) > 0 ? LOCK_OUT : pause;
  }

  private static boolean isFresh(Failures failures, Instant now) {
    return failures.lastAt().plus(MEMORY).isAfter(now);
  }

  private static String ofName(String name) {
    return OpaqueToken.digest("login-name", name);
  }

  private static String ofAddress(String address) {
    return OpaqueToken.digest("login-address", network(address));
  }

  /** Whoever has one IPv6 address has the 2^64 beside it. */
  private static String network(String address) {
    if (!address.contains(":") || address.contains(".")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "/64" : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}

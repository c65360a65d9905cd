package io.dumpwarden.snapshot;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** Says why a lock was not had. */
final class LockFailure {

  /** No access, also as hosted servers say it that allow the lock to nobody. */
  private static final Set<Integer> REFUSED = Set.of(1044, 1045, 1142, 1227);

  private static final int WAITED_TOO_LONG = 1205;

  private LockFailure() {}

  static Attempted.Missed of(SQLException failure, long waitNanos, Duration limit) {
    boolean tooLong = failure.getErrorCode() == WAITED_TOO_LONG || waitNanos >= limit.toNanos();
    String why = tooLong ? "not had within %d ms".formatted(limit.toMillis()) : words(failure);
    return new Attempted.Missed(waitNanos, why, !REFUSED.contains(failure.getErrorCode()));
  }

  /** Another connection may come to the server that is read. */
  static Attempted.Missed elsewhere() {
    return new Attempted.Missed(0, "it would be another server's than the one that is read", true);
  }

  /** Without the driver's number of the connection in front. */
  static String words(SQLException failure) {
    return String.valueOf(failure.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
  }
}

package io.dumpwarden.snapshot;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;

/** A lock that was to be held while a dump reads, and was not had. */
final class Unlocked {

  private static final String WHAT = "writers cannot be held off until the dump is made";
  private static final String OTHERWISE =
      "or have tables without transactions named instead of locked (--non-transactional named, no"
          + " lock-all-tables)";

  private Unlocked() {}

  /**
   * @param grant the statement that would allow it
   */
  static DumpwardenException denied(String grant) {
    return new DumpwardenException(
        ErrorCode.ACCESS_DENIED,
        "%s: the account may not lock".formatted(WHAT),
        "run %s %s".formatted(grant, OTHERWISE),
        null);
  }

  static void missed(Attempted.Missed missed) {
    throw new DumpwardenException(
        missed.again() ? ErrorCode.TIMEOUT : ErrorCode.ACCESS_DENIED,
        "%s: no lock (%s)".formatted(WHAT, missed.why()),
        "find out what keeps the tables in use, raise --lock-timeout, " + OTHERWISE,
        null);
  }
}

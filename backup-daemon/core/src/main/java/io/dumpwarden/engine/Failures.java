package io.dumpwarden.engine;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.Set;

/** What went wrong with a dump, in the words of the catalogue. */
final class Failures {

  /** Killed, shut down, or cut off; interrupted as KILL QUERY does. */
  private static final Set<Integer> GONE = Set.of(1053, 1317, 1927, 2006, 2013, 4031);

  private static final Set<Integer> DENIED = Set.of(1044, 1045, 1142, 1143, 1227, 1370);

  /**
   * Table, database or column unknown; the definition is newer than the snapshot; or somebody holds
   * the table for himself, as who changes it does: rows are never waited for.
   */
  private static final Set<Integer> CHANGED = Set.of(1049, 1051, 1054, 1146, 1205, 1356, 1412);

  private Failures() {}

  /**
   * @param what was being done: {@code reading the rows of shop.orders}
   */
  static DumpwardenException of(String what, Throwable thrown) {
    if (thrown instanceof DumpwardenException known) {
      return known;
    }
    if (thrown instanceof SQLException failure) {
      return new DumpwardenException(
          code(failure), "%s failed: %s".formatted(what, failure.getMessage()), failure);
    }
    if (thrown instanceof InterruptedException || thrown instanceof InterruptedIOException) {
      return new DumpwardenException(
          ErrorCode.INTERRUPTED, "%s was interrupted".formatted(what), thrown);
    }
    if (thrown instanceof OutOfMemoryError) {
      return new DumpwardenException(
          ErrorCode.MEMORY_EXCEEDED,
          "%s took more memory than there is: %s".formatted(what, thrown.getMessage()),
          thrown);
    }
    return new DumpwardenException(
        ErrorCode.DUMP_FAILED, "%s failed: %s".formatted(what, thrown), thrown);
  }

  private static ErrorCode code(SQLException failure) {
    int number = failure.getErrorCode();
    String state = String.valueOf(failure.getSQLState());
    if (CHANGED.contains(number)) {
      return ErrorCode.DEFINITION_CHANGED;
    }
    if (DENIED.contains(number)) {
      return ErrorCode.ACCESS_DENIED;
    }
    return GONE.contains(number) || state.startsWith("08")
        ? ErrorCode.SERVER_GONE
        : ErrorCode.DUMP_FAILED;
  }
}

package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place where failures of the store become failures of the catalogue. What Jdbi says is
 * dropped on purpose: it repeats the statement's arguments, which may be secrets.
 */
final class SqlErrors {

  private static final int DUPLICATE = 1062;

  /** Lock timeout, deadlock, record changed since the snapshot. */
  private static final Set<Integer> COLLISIONS = Set.of(1205, 1213, 1020);

  /** Too many connections, shutting down, killed, read-only, out of memory or disk, gone. */
  private static final Set<Integer> UNAVAILABLE =
      Set.of(
          1021, 1037, 1040, 1041, 1044, 1049, 1053, 1114, 1129, 1130, 1152, 1159, 1161, 1203, 1226,
          1290, 1317, 1792, 1836, 1927, 2006, 2013);

  /** Null, wrong type, too long, out of range: what the operator gave does not fit the column. */
  private static final Set<Integer> INVALID = Set.of(1048, 1264, 1265, 1292, 1364, 1366, 1406);

  /** Compared with a column for plain letters only, which ids and codes are kept in. */
  private static final Set<Integer> NO_SUCH_ID = Set.of(1267, 3988);

  private final String store;

  /**
   * @param store how to name the store: its address
   */
  SqlErrors(String store) {
    this.store = store;
  }

  DumpwardenException translate(Throwable failure) {
    SQLException sql = sqlCause(failure);
    if (sql == null) {
      return new DumpwardenException(
          ErrorCode.INTERNAL,
          "a record of the metadata store cannot be read",
          withoutArguments(failure));
    }
    int number = sql.getErrorCode();
    if (number == DUPLICATE) {
      return new DumpwardenException(
          ErrorCode.ALREADY_EXISTS, "a row with this name exists already", sql);
    }
    if (INVALID.contains(number)) {
      return new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "the metadata store refuses a value: " + sql.getMessage(), sql);
    }
    if (NO_SUCH_ID.contains(number)) {
      return new DumpwardenException(
          ErrorCode.NOT_FOUND, "nothing is named so: ids and codes have plain letters only", sql);
    }
    return isUnavailable(sql) ? unavailable(sql) : unexpected(sql);
  }

  /** Whether the same transaction may pass when it is tried again. */
  static boolean isCollision(Throwable failure) {
    SQLException sql = sqlCause(failure);
    return sql != null
        && (COLLISIONS.contains(sql.getErrorCode()) || "40001".equals(sql.getSQLState()));
  }

  static boolean isDuplicate(Throwable failure) {
    SQLException sql = sqlCause(failure);
    return sql != null && sql.getErrorCode() == DUPLICATE;
  }

  private static boolean isUnavailable(SQLException sql) {
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    return sql instanceof SQLTransientConnectionException
        || sql instanceof SQLNonTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("28")
        || Unavailability.isHandshake(sql)
        || UNAVAILABLE.contains(sql.getErrorCode())
        || COLLISIONS.contains(sql.getErrorCode());
  }

  private DumpwardenException unavailable(SQLException sql) {
    Unavailability why = Unavailability.of(sql);
    String message = "metadata store " + store + " cannot be used: " + why.reason();
    return new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, message, why.hint(), sql);
  }

  private DumpwardenException unexpected(SQLException sql) {
    return new DumpwardenException(
        ErrorCode.INTERNAL,
        "metadata store %s refuses a statement: error %d, state %s"
            .formatted(store, sql.getErrorCode(), sql.getSQLState()),
        sql);
  }

  private static Throwable withoutArguments(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : cause;
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}

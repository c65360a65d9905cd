package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.SqlName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Says which part of a dump a failure belongs to. */
final class LoadFailure {

  private LoadFailure() {}

  /** A statement that the server refused. */
  static DumpwardenException refused(SQLException e, String part, SqlText sql) {
    return new DumpwardenException(
        code(e),
        "%s, line %d of it: %s: %s".formatted(part, sql.line(), said(e), sql.shown()),
        hint(e),
        e);
  }

  /** Something else that the server refused. */
  static DumpwardenException refused(SQLException e, String part) {
    return new DumpwardenException(code(e), "%s: %s".formatted(part, said(e)), hint(e), e);
  }

  /** Its bytes did not come; that they are others than they were is told by who reads them. */
  static DumpwardenException unreadable(IOException e, String part) {
    return new DumpwardenException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "%s cannot be read: %s".formatted(part, e.getMessage()),
        "look at the storage; where the database is still there, the same restore with --resume goes on where this one stopped",
        e);
  }

  /** {@code the rows of `shop`.`orders` where id >= 5}. */
  static String part(Frame frame) {
    String tables =
        frame.tables().stream().map(LoadFailure::name).collect(Collectors.joining(", "));
    return switch (frame.kind()) {
      case ROWS ->
          "the rows of " + tables + (frame.range() == null ? "" : " where " + frame.range());
      case DEFINITIONS -> "the definitions" + (tables.isEmpty() ? "" : " of " + tables);
      case REST -> "the views, triggers, routines and events";
      case SCRIPT -> "the part at byte %d".formatted(frame.offset());
    };
  }

  static String name(FrameTable table) {
    return SqlName.quoted(table.database()) + "." + SqlName.quoted(table.table());
  }

  private static String said(SQLException e) {
    return "ERROR %d (%s): %s".formatted(e.getErrorCode(), e.getSQLState(), e.getMessage());
  }

  private static ErrorCode code(SQLException e) {
    return Refusal.of(e) == Refusal.LOST ? ErrorCode.SERVER_GONE : ErrorCode.RESTORE_FAILED;
  }

  private static String hint(SQLException e) {
    if (e.getErrorCode() == Refusal.PACKET_TOO_LARGE) {
      return "raise max_allowed_packet of the target server above the size of the statement; 1 GB is the most";
    }
    return Refusal.of(e) == Refusal.LOST
        ? "look at the server's error log; where the database is still there, the same restore with --resume goes on where this one stopped"
        : "read the server's message: it names table and statement";
  }
}

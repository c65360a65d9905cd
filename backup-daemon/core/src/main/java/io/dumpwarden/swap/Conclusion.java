package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.swap.SwapOutcome.State;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a replacement to its end from the phase that its journal names. Whoever calls holds its
 * lock.
 */
final class Conclusion {

  private final Workplace work;
  private final SwapRecord record;
  private final List<String> notes = new ArrayList<>();

  Conclusion(Workplace work, SwapRecord record) {
    this.work = work;
    this.record = record;
  }

  /** What a recovery does: forward where all tables have moved, back where they may not have. */
  SwapOutcome conclude() {
    try {
      return switch (work.journal().phase().orElse(Phase.LOADING)) {
        case LOADING -> abandon("it ended while it was loading");
        case PREPARED, RENAMING -> back("it ended before all tables had changed places", null);
        case RENAMED -> forward();
        case DONE -> done("it was recovered");
        case ROLLING_BACK -> back("it ended while it was being rolled back", null);
        case ROLLED_BACK -> rolledBack("it ended after it was rolled back");
      };
    } catch (SQLException | IOException | DumpwardenException e) {
      return unfinished(e);
    }
  }

  /** Rolls back whatever was done, for that reason; to the new data where it is whole already. */
  SwapOutcome undo(Throwable reason) {
    try {
      return switch (work.journal().phase().orElse(Phase.LOADING)) {
        case LOADING -> abandon(said(reason));
        case PREPARED, RENAMING, RENAMED, ROLLING_BACK -> back(said(reason), reason);
        case DONE -> done(said(reason));
        case ROLLED_BACK -> rolledBack(said(reason));
      };
    } catch (SQLException | IOException | DumpwardenException e) {
      e.addSuppressed(reason);
      return unfinished(e);
    }
  }

  /** The new data is whole: nothing that fails from here on changes that. */
  SwapOutcome done(String why) {
    try {
      new Remains(work, record).dropOld();
    } catch (SQLException | IOException | DumpwardenException e) {
      notes.add(
          "what is left of the old data could not be dropped, a recovery tries again: " + said(e));
    }
    return outcome(State.NEW_IN_PLACE, "the new data is in place: " + why);
  }

  private SwapOutcome forward() throws SQLException, IOException {
    RollForward forward = new RollForward(work, record);
    try {
      work.scripts().awaitClient();
      forward.complete();
    } catch (SQLException | IOException | DumpwardenException e) {
      if (!work.session().isAlive()) {
        throw e;
      }
      return back("its definitions could not be made: " + said(e), e);
    }
    notes.addAll(forward.notes());
    return done("all tables had changed places when it ended");
  }

  private SwapOutcome back(String why, @Nullable Throwable reason)
      throws SQLException, IOException {
    Rollback rollback = new Rollback(work, record);
    rollback.run();
    notes.addAll(rollback.notes());
    return rolledBack(why);
  }

  private SwapOutcome rolledBack(String why) throws SQLException, IOException {
    new Remains(work, record).dropNew();
    return outcome(State.OLD_IN_PLACE, "the old data is in place: " + why);
  }

  private SwapOutcome abandon(String why) throws SQLException, IOException {
    return rolledBack(why);
  }

  private SwapOutcome unfinished(Exception problem) {
    String message =
        "neither the old nor the new data is whole: %s; %s"
            .formatted(said(problem), new Whereabouts(work.session()).describe(record));
    try {
      work.journal().problem(message);
    } catch (SQLException e) {
      problem.addSuppressed(e);
    }
    return outcome(State.UNFINISHED, message);
  }

  private SwapOutcome outcome(State state, String message) {
    return new SwapOutcome(record.restoreId(), record.targets(), state, message, notes);
  }

  static String said(Throwable problem) {
    String message = problem.getMessage();
    return message == null
        ? problem.getClass().getSimpleName()
        : message.replaceFirst("^\\(conn=\\d+\\) ", "");
  }

  static ErrorCode code(Throwable problem) {
    return problem instanceof DumpwardenException known
            && (known.code() == ErrorCode.RESTORE_INCOMPLETE
                || known.code() == ErrorCode.SWAP_OBSTACLE)
        ? known.code()
        : ErrorCode.SWAP_FAILED;
  }
}

package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.script.ScriptNotes;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Loads a dump that is cut into definitions, rows and the rest: definitions in order, rows on
 * several connections, secondary indexes of large tables behind their rows, foreign keys, then the
 * rest in order. Used once, by one thread.
 *
 * <p>Each frame of rows is a transaction of its own, or some that fill an empty table together are
 * one, written down in a {@link LoadJournal} within it: a frame is loaded once, whatever connection
 * is lost on the way. Where an engine knows no transactions, its table is emptied and loaded anew.
 */
public final class ParallelLoad {

  private final LoadServer server;
  private final FrameTexts texts;
  private final LoadWishes wishes;
  private final LoadListener listener;
  private @Nullable ScriptRun script;

  /** What a load needs from outside. */
  public record Surroundings(
      ServerConnector connector, Login login, RunControl control, LoadListener listener) {}

  public ParallelLoad(Surroundings around, FrameTexts texts, LoadWishes wishes) {
    this.server =
        new LoadServer(
            around.connector(),
            around.login(),
            wishes.withoutBinlog(),
            around.control(),
            around.listener());
    this.texts = texts;
    this.wishes = wishes;
    this.listener = around.listener();
  }

  /** Whether frames can be loaded this way: nothing of them is tied to the order of the file. */
  public static boolean fits(List<Frame> frames) {
    return frames.stream().anyMatch(frame -> frame.kind() == FrameKind.ROWS)
        && frames.stream().noneMatch(frame -> frame.kind() == FrameKind.SCRIPT)
        && frames.stream()
            .filter(frame -> frame.kind() == FrameKind.ROWS)
            .allMatch(frame -> frame.tables().size() == 1);
  }

  /**
   * Loads what is chosen of a dump.
   *
   * @param frames all of the dump, in the file's order
   * @throws DumpwardenException {@code RESTORE_FAILED} with table, range and statement; {@code
   *     SERVER_GONE}, {@code SERVER_UNREACHABLE}, {@code ACCESS_DENIED}, {@code BACKUP_CORRUPT},
   *     {@code STORAGE_UNAVAILABLE}; nothing goes on behind it. What was loaded stays
   */
  public Loaded run(List<Frame> frames) {
    List<Frame> chosen = chosen(frames);
    LoadProgress progress = new LoadProgress(listener, chosen);
    ScriptRun script = new ScriptRun(texts, wishes, progress);
    this.script = script;
    LoadTables tables = new LoadTables(of(chosen, FrameKind.ROWS), wishes.choice());
    LoadJournal journal = new LoadJournal(wishes.token());
    try {
      boolean again = define(script, of(chosen, FrameKind.DEFINITIONS), tables, journal);
      new RowsRounds(new RowsRounds.Ground(server, texts, tables, journal, progress), script)
          .run(
              wishes.connections(), again, () -> finish(script, of(chosen, FrameKind.REST), again));
    } catch (SQLException e) {
      server.control().throwIfEnded();
      throw LoadFailure.refused(e, "the load");
    } catch (IOException e) {
      server.control().throwIfEnded();
      throw LoadFailure.unreadable(e, "the dump");
    }
    return new Loaded(
        progress.bytes(), progress.rows(), progress.changed().lines(), script.notes());
  }

  /** What passed the filter so far; empty where none was needed. */
  public Optional<ScriptNotes> notes() {
    return Optional.ofNullable(script).map(ScriptRun::notes);
  }

  /** The frames that a choice needs: the rows of its tables, and everything that is no rows. */
  private List<Frame> chosen(List<Frame> frames) {
    return frames.stream()
        .filter(frame -> frame.kind() != FrameKind.ROWS || LoadTables.wants(wishes.choice(), frame))
        .toList();
  }

  private static List<Frame> of(List<Frame> frames, FrameKind kind) {
    return frames.stream().filter(frame -> frame.kind() == kind).toList();
  }

  /** Answers whether an earlier load did that. */
  private boolean define(
      ScriptRun script, List<Frame> frames, LoadTables tables, LoadJournal journal)
      throws SQLException, IOException {
    boolean again = wishes.resumes();
    try (TargetSession session = TargetSession.forScript(server)) {
      script.define(session, frames, tables::hasLateKeys, again);
      Set<String> databases = new TreeSet<>(script.databases());
      databases.addAll(tables.databases());
      if (!again) {
        journal.begin(session, databases);
      } else if (journal.read(session, databases)) {
        FormerCode.drop(session, databases, tables, wishes.choice().tables().isEmpty());
        listener.say("going on where an earlier restore stopped");
      } else {
        throw nothingBegun(databases);
      }
      return again;
    }
  }

  private static DumpwardenException nothingBegun(Set<String> databases) {
    return new DumpwardenException(
        ErrorCode.RESTORE_REFUSED,
        "there is nothing to go on with: no earlier restore of the same had made all tables of "
            + String.join(", ", databases),
        "restore it without --resume; what an earlier one left there has to be dropped or replaced",
        null);
  }

  private void finish(ScriptRun script, List<Frame> frames, boolean again)
      throws SQLException, IOException {
    try (TargetSession session = TargetSession.forScript(server)) {
      script.finish(session, frames, again);
    }
  }
}

package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loads rows and keys until the server says, when it is asked once more, that all of them are
 * there: one that comes back after a crash, or another one in its place, may have lost the last of
 * what was committed, and what tables without transactions held. For one thread, once.
 */
final class RowsRounds {

  private static final int ROUNDS = 3;
  private static final int NAMED = 5;

  /** What is loaded, from where and into what. */
  record Ground(
      LoadServer server,
      FrameTexts texts,
      LoadTables tables,
      LoadJournal journal,
      LoadProgress progress) {}

  /** What comes behind the rows. */
  interface Rest {
    void make() throws SQLException, IOException;
  }

  private final Ground on;
  private final ScriptRun script;

  RowsRounds(Ground on, ScriptRun script) {
    this.on = on;
    this.script = script;
  }

  /**
   * Loads rows, keys and the rest, and ends the journal.
   *
   * @param resumes whether an earlier load has done something of it
   */
  void run(int connections, boolean resumes, Rest rest) throws SQLException, IOException {
    ServerLife life = begin();
    on.tables().done(on.journal()).forEach(on.progress()::skipped);
    List<String> missing = List.of();
    for (int round = 1; round == 1 || !missing.isEmpty(); round++) {
      if (round > ROUNDS) {
        throw lost(missing);
      }
      if (round > 1) {
        on.server().say("the server lost %s: loaded again".formatted(named(missing)));
        on.tables().tellLost(on.journal(), on.progress());
      }
      load(connections, resumes || round > 1);
      ServerLife before = life;
      life = look(before);
      missing = on.tables().missing(on.journal(), script.lateKeys());
    }
    rest.make();
    look(life);
    missing = on.tables().missing(on.journal(), script.lateKeys());
    if (!missing.isEmpty()) {
      throw lost(missing);
    }
    try (TargetSession session = TargetSession.forScript(on.server())) {
      on.journal().end(session);
    }
  }

  private ServerLife begin() throws SQLException {
    try (TargetSession session = TargetSession.forScript(on.server())) {
      on.tables().look(session);
      return ServerLife.of(session);
    }
  }

  /** Asks the server what is there. */
  private ServerLife look(ServerLife before) throws SQLException {
    try (TargetSession session = TargetSession.forScript(on.server())) {
      ServerLife life = ServerLife.of(session);
      on.tables().trustOthers(life.isThatOf(before));
      on.journal().refresh(session);
      return life;
    }
  }

  private void load(int connections, boolean again) throws SQLException {
    RowsQueue queue = new RowsQueue(on.tables().work(on.journal(), script.lateKeys()), connections);
    new RowsLoad(crew(queue, again)).run(connections);
    on.server().control().throwIfEnded();
    // not to be taken for ended as the other one is
    foreignKeys(crew(new RowsQueue(List.of(), 1), again));
  }

  private LoadCrew crew(RowsQueue queue, boolean again) {
    return new LoadCrew(
        on.server(), on.texts(), queue, on.journal(), on.progress(), script.counters(), again);
  }

  private void foreignKeys(LoadCrew crew) throws SQLException {
    List<LateKeys> all = script.lateKeys();
    if (all.stream().allMatch(keys -> keys.foreignKeys().isEmpty())) {
      return;
    }
    RowsWorker worker = new RowsWorker(0, crew);
    try {
      for (LateKeys keys : all) {
        keys.foreignKeys().forEach(each -> worker.alter(keys, each));
      }
    } finally {
      worker.close();
    }
  }

  private static DumpwardenException lost(List<String> missing) {
    return new DumpwardenException(
        ErrorCode.RESTORE_FAILED,
        "the server lost what it had said was there: " + named(missing),
        "it was restarted, or another one took its place: look at its error log; where the database is still there, the same restore with --resume brings what is missing",
        null);
  }

  private static String named(List<String> missing) {
    String first = missing.stream().limit(NAMED).collect(Collectors.joining("; "));
    return missing.size() > NAMED
        ? "%s; and %d more".formatted(first, missing.size() - NAMED)
        : first;
  }
}

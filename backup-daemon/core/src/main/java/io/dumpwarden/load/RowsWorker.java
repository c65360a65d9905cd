package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.script.SqlName;
import io.dumpwarden.script.SqlSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Loads rows and makes keys, as a queue has them, on a connection of its own. For one thread. */
final class RowsWorker {

  private static final int BUFFER = 64 * 1024;
  private static final int TRIES = 30;
  private static final long PAUSE_NANOS = 1_000_000_000L;
  private static final int DUPLICATE_KEY_NAME = 1061;
  private static final int DUPLICATE_FOREIGN_KEY = 1826;

  private final int number;
  private final LoadCrew crew;
  private TargetSession session;

  /** Whether the session has settings that are one frame's own. */
  private boolean changed;

  /**
   * @throws SQLException where there is no connection to be had
   */
  RowsWorker(int number, LoadCrew crew) throws SQLException {
    this.number = number;
    this.crew = crew;
    this.session = TargetSession.forRows(crew.server());
  }

  /** Works until nothing is left. */
  void work() throws InterruptedException {
    try {
      for (var job = crew.queue().take(number); job.isPresent(); job = crew.queue().take(number)) {
        if (job.get() instanceof RowsQueue.Rows rows) {
          load(rows.portion());
        } else if (job.get() instanceof RowsQueue.Keys keys) {
          make(keys.keys());
        }
        renew();
        crew.queue().done(job.get());
      }
    } finally {
      session.close();
    }
  }

  void close() {
    session.close();
  }

  /** The next rows are not to come under settings of these. */
  private void renew() {
    if (!changed) {
      return;
    }
    changed = false;
    session.close();
    try {
      session = TargetSession.forRows(crew.server());
    } catch (SQLException e) {
      crew.throwIfEnded();
      throw LoadFailure.refused(e, "a connection for rows");
    }
  }

  private void load(Portion portion) {
    try {
      attempt(portion, crew.resumes());
    } catch (Refused first) {
      again(portion, first);
    }
  }

  /** Once more, where what was in the way may be gone. */
  private void again(Portion portion, Refused first) {
    crew.throwIfEnded();
    Refusal why = Refusal.of(first.refusal());
    if (why == Refusal.FINAL) {
      throw failure(first);
    }
    crew.server()
        .say("%s: %s; loaded again".formatted(portion.name(), first.refusal().getMessage()));
    try {
      if (why == Refusal.LOST) {
        reconnect();
        if (isCommitted(portion)) {
          crew.progress().done(portion.source(), portion.frames().size(), rows(portion));
          return;
        }
      } else {
        session.execute("ROLLBACK");
      }
      attempt(portion, true);
    } catch (SQLException e) {
      throw LoadFailure.refused(e, portion.name());
    } catch (Refused second) {
      crew.throwIfEnded();
      throw failure(second);
    }
  }

  /**
   * @param notFirst whether something of it may be there, where nothing was rolled back
   */
  private void attempt(Portion portion, boolean notFirst) {
    long passed = 0;
    try {
      run(SqlText.of("USE " + SqlName.quoted(portion.database())), portion.name());
      if (!portion.transactional() && notFirst) {
        run(
            SqlText.of("TRUNCATE TABLE " + SqlName.quoted(portion.source().table())),
            portion.name());
      }
      long rows = 0;
      for (Frame frame : portion.frames()) {
        Insertion insertion = new Insertion(frame, portion);
        try {
          rows += insertion.run();
        } finally {
          passed += insertion.bytes;
        }
      }
      run(SqlText.of(LoadJournal.insert(portion.database(), portion.parts())), portion.name());
      run(SqlText.of("COMMIT"), portion.name());
      crew.progress().done(portion.source(), portion.frames().size(), rows);
    } catch (Refused e) {
      crew.progress().passed(List.of(portion.source()), -passed);
      throw e;
    }
  }

  private boolean isCommitted(Portion portion) throws SQLException {
    return LoadJournal.has(session, portion.database(), portion.parts().get(0));
  }

  private static long rows(Portion portion) {
    return portion.frames().stream()
        .mapToLong(frame -> frame.rows() == null ? 0 : frame.rows())
        .sum();
  }

  /** A server that restarts is waited for. */
  private void reconnect() throws SQLException {
    session.close();
    for (int i = 1; ; i++) {
      try {
        session = TargetSession.forRows(crew.server());
        return;
      } catch (DumpwardenException e) {
        if (e.code() != ErrorCode.SERVER_UNREACHABLE || i == TRIES || crew.queue().isStopped()) {
          throw e;
        }
        crew.throwIfEnded();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void make(LateKeys keys) {
    for (String statement : keys.afterRows()) {
      alter(keys, statement);
    }
  }

  /**
   * A statement that an earlier load came to the end of, and did not write down, is refused now.
   */
  void alter(LateKeys keys, String statement) {
    String part = LateKeys.part(statement);
    if (crew.journal().isDone(part)) {
      return;
    }
    String what =
        keys.about(statement) + LoadFailure.name(new FrameTable(keys.database(), keys.table()));
    try {
      session.execute("USE " + SqlName.quoted(keys.database()));
      try {
        session.execute(statement);
      } catch (SQLException e) {
        if (!crew.resumes() || !isThereAlready(e)) {
          crew.throwIfEnded();
          throw LoadFailure.refused(e, what, SqlText.of(statement));
        }
      }
      session.execute(LoadJournal.insert(keys.database(), List.of(part)));
      session.execute("COMMIT");
    } catch (SQLException e) {
      crew.throwIfEnded();
      throw LoadFailure.refused(e, what);
    }
  }

  /** Or was never to be done: nobody wrote down of which tables the statistics were held. */
  private static boolean isThereAlready(SQLException e) {
    int code = e.getErrorCode();
    return code == DUPLICATE_KEY_NAME
        || code == DUPLICATE_FOREIGN_KEY
        || HeldStatistics.isImpossible(e);
  }

  private long run(SqlText sql, String part) {
    try {
      return session.execute(sql);
    } catch (SQLException e) {
      throw new Refused(e, part, sql);
    }
  }

  private static DumpwardenException failure(Refused refused) {
    return LoadFailure.refused(refused.refusal(), refused.part(), refused.sql());
  }

  /** The statements of one frame. */
  private final class Insertion {

    private final Frame frame;
    private final Portion portion;
    private final byte[] insert;
    private long rows;
    private long bytes;

    Insertion(Frame frame, Portion portion) {
      this.frame = frame;
      this.portion = portion;
      this.insert =
          ("INSERT INTO " + SqlName.quoted(portion.source().table()) + " ")
              .getBytes(StandardCharsets.UTF_8);
    }

    long run() {
      StatementCutter cutter = new StatementCutter(SqlSplitter.Rows.BY_LINES, this::take);
      try (InputStream sql = crew.texts().open(frame)) {
        Runnable release = crew.server().hold(sql);
        try {
          pump(sql, cutter);
        } finally {
          release.run();
        }
      } catch (IOException e) {
        crew.throwIfEnded();
        throw LoadFailure.unreadable(e, LoadFailure.part(frame));
      }
      requireAll();
      return rows;
    }

    private void pump(InputStream sql, StatementCutter cutter) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int n = sql.read(buffer, 0, BUFFER); n >= 0; n = sql.read(buffer, 0, BUFFER)) {
        cutter.write(buffer, 0, n);
        bytes += n;
        crew.progress().passed(List.of(portion.source()), n);
        crew.throwIfEnded();
      }
      cutter.close();
    }

    private void take(SqlText sql) {
      if (sql.startsWith(insert)) {
        rows += RowsWorker.this.run(sql, LoadFailure.part(frame));
      } else if (sql.isPlainSetting()) {
        changed = true;
        RowsWorker.this.run(sql, LoadFailure.part(frame));
      } else if (sql.used().filter(portion.source().database()::equals).isEmpty()) {
        throw new DumpwardenException(
            ErrorCode.BACKUP_CORRUPT,
            "%s, line %d of it: it is to hold nothing but rows of that table: %s"
                .formatted(LoadFailure.part(frame), sql.line(), sql.shown()));
      }
    }

    /** What a server takes without a word is not always what it was given. */
    private void requireAll() {
      Long expected = frame.rows();
      if (portion.transactional() && expected != null && rows != expected) {
        throw new DumpwardenException(
            ErrorCode.RESTORE_FAILED,
            "%s: the server took %d rows of %d".formatted(LoadFailure.part(frame), rows, expected));
      }
    }
  }
}

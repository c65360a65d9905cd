package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
import io.dumpwarden.rows.InsertStyle;
import io.dumpwarden.script.SqlName;
import io.dumpwarden.script.SqlSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Loads rows and makes keys, as a queue has them, on a connection of its own. For one thread. */
final class RowsWorker {

  private static final int BUFFER = 64 * 1024;
  private static final int CONNECT_TRIES = 30;
  private static final int TRIES = 6;
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
      for (var job = take(); job.isPresent(); job = take()) {
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

  /** A session that waited long for it may be gone. */
  private Optional<RowsQueue.Job> take() throws InterruptedException {
    long begin = System.nanoTime();
    Optional<RowsQueue.Job> job = crew.queue().take(number);
    long waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    if (job.isPresent() && waited >= TargetSession.SILENT_SECONDS) {
      changed = true;
      renew();
    }
    return job;
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

  /** What is done in one transaction, which the journal tells of. */
  private interface Step {

    /**
     * @param again whether an earlier try of this load may have done something of it
     */
    void run(boolean again);
  }

  private void load(Portion portion) {
    // what has no transactions may be written down since an earlier load, and not be there
    String proof = portion.transactional() ? portion.parts().get(0) : null;
    boolean heard =
        persist(portion.database(), proof, again -> attempt(portion, again || crew.resumes()));
    if (!heard) {
      crew.progress().done(portion.source(), portion.frames().size(), rows(portion));
    }
  }

  /**
   * Does it again where what was in the way may be gone.
   *
   * @param part that the journal holds only when it is done; null where nothing tells that
   * @return false where a try came to its end that was not heard of
   */
  private boolean persist(String database, @Nullable String part, Step step) {
    Refused last = null;
    for (int tries = 1; ; tries++) {
      try {
        if (last != null && isDone(last, database, part)) {
          return false;
        }
        step.run(last != null);
        return true;
      } catch (Refused refused) {
        pause(refused, tries);
        last = refused;
      }
    }
  }

  /** Whether all was done but the last word of it got lost. */
  private boolean isDone(Refused last, String database, @Nullable String part) {
    try {
      if (Refusal.of(last.refusal()) == Refusal.LOST) {
        reconnect();
        return part != null && LoadJournal.has(session, database, part);
      }
      session.execute("ROLLBACK");
      return false;
    } catch (SQLException e) {
      throw new Refused(e, last.part(), last.sql());
    }
  }

  /** The first time at once, then after ever longer times. */
  private void pause(Refused refused, int tries) {
    crew.throwIfEnded();
    if (Refusal.of(refused.refusal()) == Refusal.FINAL || tries == TRIES) {
      throw LoadFailure.refused(refused.refusal(), refused.part(), refused.sql());
    }
    crew.server()
        .say("%s: %s; tried again".formatted(refused.part(), refused.refusal().getMessage()));
    if (tries > 1) {
      LockSupport.parkNanos(PAUSE_NANOS << tries - 2);
    }
    crew.throwIfEnded();
  }

  /**
   * @param notFirst whether something of it may be there, where nothing was rolled back
   */
  private void attempt(Portion portion, boolean notFirst) {
    long passed = 0;
    try {
      run(SqlText.of("USE " + SqlName.quoted(portion.database())), portion.name());
      if (!portion.transactional() && notFirst) {
        EmptiedTable.of(portion, session).make(crew.counters().of(portion));
      }
      long rows = 0;
      Map<Integer, Long> warnings = new HashMap<>();
      for (Frame frame : portion.frames()) {
        Insertion insertion = new Insertion(frame, portion);
        try {
          rows += insertion.run();
          insertion.warnings.forEach((code, count) -> warnings.merge(code, count, Long::sum));
        } finally {
          passed += insertion.bytes;
        }
      }
      run(SqlText.of(LoadJournal.note(portion)), portion.name());
      run(SqlText.of("COMMIT"), portion.name());
      crew.progress().changed().add(portion.source(), warnings);
      crew.progress().done(portion.source(), portion.frames().size(), rows);
    } catch (Refused e) {
      crew.progress().passed(List.of(portion.source()), -passed);
      throw e;
    }
  }

  private static long rows(Portion portion) {
    return portion.frames().stream()
        .mapToLong(frame -> frame.rows() == null ? 0 : frame.rows())
        .sum();
  }

  /**
   * A server that restarts is waited for, and one that did not until nothing is left of what it did
   * on the connection that is gone.
   */
  private void reconnect() throws SQLException {
    ServedSession left = session.leave();
    for (int i = 1; ; i++) {
      try {
        session = TargetSession.forRows(crew.server());
        left.end(crew.server());
        return;
      } catch (DumpwardenException e) {
        if (e.code() != ErrorCode.SERVER_UNREACHABLE
            || i == CONNECT_TRIES
            || crew.queue().isStopped()) {
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
    String part = keys.part(statement);
    if (crew.journal().isDone(part)) {
      return;
    }
    persist(keys.database(), part, again -> alter(keys, statement, part, again || crew.resumes()));
  }

  private void alter(LateKeys keys, String statement, String part, boolean mayBeThere) {
    String what =
        keys.about(statement) + LoadFailure.name(new FrameTable(keys.database(), keys.table()));
    run(SqlText.of("USE " + SqlName.quoted(keys.database())), what);
    try {
      run(SqlText.of(statement), what);
    } catch (Refused e) {
      if (!mayBeThere || !isThereAlready(e.refusal())) {
        throw e;
      }
    }
    run(SqlText.of(LoadJournal.insert(keys.database(), List.of(part))), what);
    run(SqlText.of("COMMIT"), what);
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

  /** The statements of one frame. */
  private final class Insertion {

    private final Frame frame;
    private final Portion portion;
    private final Map<InsertStyle.Verb, byte[]> heads = new EnumMap<>(InsertStyle.Verb.class);
    private long rows;
    private long bytes;
    private final Map<Integer, Long> warnings = new HashMap<>();

    /** Whether the server's count is that of the rows: some may be there already otherwise. */
    private boolean counts = true;

    Insertion(Frame frame, Portion portion) {
      this.frame = frame;
      this.portion = portion;
      String table = SqlName.quoted(portion.source().table());
      for (InsertStyle.Verb verb : InsertStyle.Verb.values()) {
        String head = "%s INTO %s ".formatted(verb.words(), table);
        heads.put(verb, head.getBytes(StandardCharsets.UTF_8));
      }
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
      InsertStyle.Verb verb = verb(sql);
      if (verb != null) {
        counts &= verb == InsertStyle.Verb.INSERT;
        rows += RowsWorker.this.run(sql, LoadFailure.part(frame));
        hearWarnings(sql);
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

    private void hearWarnings(SqlText sql) {
      try {
        session.warnings().forEach((code, count) -> warnings.merge(code, count, Long::sum));
      } catch (SQLException e) {
        throw new Refused(e, LoadFailure.part(frame), sql);
      }
    }

    /** What rows of the table are inserted by; null for anything else. */
    private InsertStyle.@Nullable Verb verb(SqlText sql) {
      return heads.entrySet().stream()
          .filter(head -> sql.startsWith(head.getValue()))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(null);
    }

    /** What a server takes without a word is not always what it was given. */
    private void requireAll() {
      Long expected = frame.rows();
      if (counts && portion.transactional() && expected != null && rows != expected) {
        throw new DumpwardenException(
            ErrorCode.RESTORE_FAILED,
            "%s: the server took %d rows of %d".formatted(LoadFailure.part(frame), rows, expected));
      }
    }
  }
}

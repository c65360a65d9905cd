package io.dumpwarden.load;

import io.dumpwarden.config.OwnTables;
import io.dumpwarden.definition.IndexSplit;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.script.ScriptNotes;
import io.dumpwarden.script.SqlSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a dump that are executed in order: definitions in front of the rows, and what comes
 * behind them. For one thread.
 */
final class ScriptRun {

  private static final int BUFFER = 64 * 1024;

  /** There is a routine, a trigger, an event, a table or view of that name. */
  private static final Set<Integer> ALREADY_THERE = Set.of(1304, 1359, 1537, 1050);

  /** Which tables get their keys behind their rows, by their names in the target. */
  interface KeyChoice {
    boolean late(String database, String table);
  }

  private enum Mode {
    DEFINE,
    /** They were executed by an earlier load. */
    RECALL,
    AFTER_ROWS,
    /** An earlier load may have executed some. */
    AFTER_ROWS_AGAIN
  }

  private final FrameTexts texts;
  private final LoadWishes wishes;
  private final LoadProgress progress;
  private final OutputStream stream;
  private final StatementCutter cutter = new StatementCutter(SqlSplitter.Rows.EXACT, this::take);
  private final @Nullable ScriptNotes notes;
  private final List<SqlText> settings = new ArrayList<>();
  private final List<LateKeys> lateKeys = new ArrayList<>();
  private final Set<String> databases = new TreeSet<>();
  private final Counters counters = new Counters();
  private KeyChoice choice = (database, table) -> false;
  private Mode mode = Mode.DEFINE;
  private String database = "";
  private String part = "";
  private @Nullable TargetSession session;

  ScriptRun(FrameTexts texts, LoadWishes wishes, LoadProgress progress) {
    this.texts = texts;
    this.wishes = wishes;
    this.progress = progress;
    if (wishes.choice().isEverything()) {
      this.stream = cutter;
      this.notes = null;
    } else {
      ScriptFilter filter = new ScriptFilter(cutter, wishes.choice());
      this.stream = filter;
      this.notes = filter.notes();
    }
  }

  @Nullable ScriptNotes notes() {
    return notes;
  }

  Counters counters() {
    return counters;
  }

  /** All databases that it met so far, by their names in the target. */
  Set<String> databases() {
    return Set.copyOf(databases);
  }

  /** Of all tables that were told to get them late. */
  List<LateKeys> lateKeys() {
    return List.copyOf(lateKeys);
  }

  /**
   * Makes databases and tables.
   *
   * @param recall whether they are there already: then nothing is executed
   */
  void define(TargetSession with, List<Frame> frames, KeyChoice keys, boolean recall)
      throws IOException {
    mode = recall ? Mode.RECALL : Mode.DEFINE;
    choice = keys;
    execute(with, frames);
  }

  /**
   * Makes the rest, in a session of its own: the other one may have been silent for days.
   *
   * @param again whether some may be there already
   */
  void finish(TargetSession with, List<Frame> frames, boolean again) throws IOException {
    mode = again ? Mode.AFTER_ROWS_AGAIN : Mode.AFTER_ROWS;
    session = with;
    for (SqlText setting : settings) {
      run(setting);
    }
    execute(with, frames);
    stream.close();
  }

  private void execute(TargetSession with, List<Frame> frames) throws IOException {
    session = with;
    byte[] buffer = new byte[BUFFER];
    for (Frame frame : frames) {
      part = LoadFailure.part(frame);
      try (InputStream sql = texts.open(frame)) {
        for (int n = sql.read(buffer, 0, BUFFER); n >= 0; n = sql.read(buffer, 0, BUFFER)) {
          pass(frame, buffer, n);
        }
      }
    }
  }

  private void pass(Frame frame, byte[] buffer, int length) throws IOException {
    OutputStream beside = wishes.beside();
    stream.write(buffer, 0, length);
    if (beside != null) {
      beside.write(buffer, 0, length);
    }
    progress.passed(frame.tables(), length);
  }

  private void take(SqlText sql) {
    sql.used().ifPresent(this::use);
    boolean setting = sql.isSetting() || sql.used().isPresent();
    switch (mode) {
      case DEFINE, RECALL -> define(sql, setting);
      case AFTER_ROWS, AFTER_ROWS_AGAIN -> run(sql);
    }
  }

  private void use(String name) {
    database = name;
    databases.add(name);
  }

  private void define(SqlText sql, boolean setting) {
    if (setting) {
      settings.add(sql.copy());
      if (mode == Mode.DEFINE) {
        run(sql);
      }
      return;
    }
    if (sql.createdTable().filter(OwnTables::has).isPresent()) {
      return;
    }
    Optional<String> table = sql.createdTable();
    if (table.isPresent()) {
      create(table.get(), sql);
    } else if (mode == Mode.DEFINE) {
      run(sql);
    }
  }

  /** Foreign keys always come last: what they refer to may get its keys late. */
  private void create(String table, SqlText whole) {
    String sql = whole.whole();
    counters.see(database, table, sql);
    boolean late = choice.late(database, table);
    boolean held = late && sessionAtHand().fillsAtOnce() && HeldStatistics.fits(sql);
    IndexSplit split =
        IndexSplit.of(sql)
            .filter(each -> late || !each.foreignKeys().isEmpty())
            .orElse(new IndexSplit(sql, List.of(), List.of()));
    if (mode == Mode.DEFINE) {
      run(split.create().equals(sql) ? whole : new SqlText(split.create(), whole.line()));
      if (!late) {
        split.indexes().forEach(each -> run(new SqlText(each, whole.line())));
      }
      held = held && hold(table);
    }
    List<String> keys = late ? split.indexes() : List.of();
    if (held || !keys.isEmpty() || !split.foreignKeys().isEmpty()) {
      lateKeys.add(new LateKeys(database, table, keys, split.foreignKeys(), held));
    }
  }

  private boolean hold(String table) {
    try {
      sessionAtHand().execute(HeldStatistics.hold(table));
      return true;
    } catch (SQLException e) {
      if (HeldStatistics.isImpossible(e)) {
        return false;
      }
      throw LoadFailure.refused(e, part, SqlText.of(HeldStatistics.hold(table)));
    }
  }

  private TargetSession sessionAtHand() {
    return Optional.ofNullable(session).orElseThrow();
  }

  private void run(SqlText sql) {
    try {
      sessionAtHand().execute(sql);
    } catch (SQLException e) {
      if (mode == Mode.AFTER_ROWS_AGAIN && ALREADY_THERE.contains(e.getErrorCode())) {
        return;
      }
      throw LoadFailure.refused(e, part, sql);
    }
  }
}

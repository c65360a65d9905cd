package io.dumpwarden.restore;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.run.RunLog;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How far a restore is and what it has to say, as it goes. Written by the thread that restores,
 * read by any.
 */
public final class RestoreMeter {

  private final RunLog log;
  private volatile Consumer<RestoreProgress> onPhase = progress -> {};
  private volatile RestorePhase phase = RestorePhase.CHECKING_SOURCE;
  private volatile long checked;
  private volatile long loaded;
  private volatile long expected;
  private volatile Supplier<RowsProgress> rows = () -> RowsProgress.NONE;

  public RestoreMeter(InstantSource clock) {
    this.log = new RunLog(clock);
  }

  public RestoreProgress progress() {
    return new RestoreProgress(phase, checked, loaded, expected, rows.get());
  }

  /** Lines for the restore's log, until somebody takes them to the store. */
  public RunLog log() {
    return log;
  }

  /** Has somebody told of each phase as it begins, before anything of it is done. */
  void onPhase(Consumer<RestoreProgress> listener) {
    onPhase = listener;
  }

  /** What follows knows nothing of tables until {@link #follow} says so. */
  void enter(RestorePhase next) {
    rows = () -> RowsProgress.NONE;
    phase = next;
    onPhase.accept(progress());
  }

  /** Has somebody asked how far the tables are, from time to time, on any thread. */
  void follow(Supplier<RowsProgress> tables) {
    rows = tables;
  }

  void expect(long rawBytes) {
    expected = rawBytes;
  }

  void checked(long bytes) {
    checked = bytes;
  }

  void loaded(long bytes) {
    loaded = bytes;
  }

  void say(List<String> lines) {
    lines.forEach(log::add);
  }

  void say(String line) {
    log.add(line);
  }
}

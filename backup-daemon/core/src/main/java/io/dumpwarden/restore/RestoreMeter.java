package io.dumpwarden.restore;

import io.dumpwarden.run.RunLog;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * How far a restore is and what it has to say, as it goes. Written by the thread that restores,
 * read by any.
 */
public final class RestoreMeter {

  private final RunLog log;
  private volatile Consumer<RestoreProgress> onPhase = progress -> {};
  private volatile RestoreProgress progress =
      new RestoreProgress(RestorePhase.CHECKING_SOURCE, 0, 0, 0);

  public RestoreMeter(InstantSource clock) {
    this.log = new RunLog(clock);
  }

  public RestoreProgress progress() {
    return progress;
  }

  /** Lines for the restore's log, until somebody takes them to the store. */
  public RunLog log() {
    return log;
  }

  /** Has somebody told of each phase as it begins, before anything of it is done. */
  void onPhase(Consumer<RestoreProgress> listener) {
    onPhase = listener;
  }

  void enter(RestorePhase phase) {
    progress =
        new RestoreProgress(
            phase, progress.checkedBytes(), progress.loadedBytes(), progress.rawBytes());
    onPhase.accept(progress);
  }

  void expect(long rawBytes) {
    progress =
        new RestoreProgress(
            progress.phase(), progress.checkedBytes(), progress.loadedBytes(), rawBytes);
  }

  void checked(long bytes) {
    progress =
        new RestoreProgress(progress.phase(), bytes, progress.loadedBytes(), progress.rawBytes());
  }

  void loaded(long bytes) {
    progress =
        new RestoreProgress(progress.phase(), progress.checkedBytes(), bytes, progress.rawBytes());
  }

  void say(List<String> lines) {
    lines.forEach(log::add);
  }

  void say(String line) {
    log.add(line);
  }
}

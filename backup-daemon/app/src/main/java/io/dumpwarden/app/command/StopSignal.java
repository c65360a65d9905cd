package io.dumpwarden.app.command;

import io.dumpwarden.app.Stop;
import org.jspecify.annotations.Nullable;

/** What a command does when a signal asks for its end; it changes as the command goes on. */
final class StopSignal {

  private final Stop stop = Stop.onSignal();
  private final Thread watcher = new Thread(this::watch, "on-stop");
  private @Nullable Runnable action;
  private volatile boolean asked;

  private StopSignal() {}

  /** Listens from now on. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    signal.watcher.setDaemon(true);
    signal.watcher.start();
    return signal;
  }

  /** What a signal does from now on; at once, where one came before anything was to be done. */
  synchronized void then(Runnable wanted) {
    if (asked && action == null) {
      wanted.run();
    }
    action = wanted;
  }

  /** Everything is stopped, with this exit code. */
  void done(int exitCode) {
    stop.done(exitCode);
    if (!asked) {
      // nobody waits for a signal any more
      watcher.interrupt();
    }
  }

  private void watch() {
    try {
      stop.await();
      act();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void act() {
    asked = true;
    if (action != null) {
      action.run();
    }
  }
}

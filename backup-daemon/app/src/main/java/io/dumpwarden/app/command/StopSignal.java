package io.dumpwarden.app.command;

import io.dumpwarden.app.Stop;
import org.jspecify.annotations.Nullable;

/** What a command does when a signal asks for its end; it changes as the command goes on. */
final class StopSignal {

  private final Stop stop = Stop.onSignal();
  private @Nullable Runnable action;
  private boolean asked;

  private StopSignal() {}

  /** Listens from now on. */
  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Thread watcher = new Thread(signal::watch, "on-stop");
    watcher.setDaemon(true);
    watcher.start();
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

package io.dumpwarden.snapshot;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections whose time is over, on the server first: a lock that is waited for keeps others
 * waiting. Its own connection is open before it is needed, when there may be no room for one.
 */
final class Watchdog implements AutoCloseable {

  private final Line own;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("snapshot-watchdog"));

  Watchdog(Line own) {
    this.own = own;
  }

  /** A time limit of a connection, until it is closed. */
  record Limit(ScheduledFuture<?> end) implements AutoCloseable {
    @Override
    public void close() {
      end.cancel(false);
    }
  }

  /** What the connection does after that time fails, and so does whatever is done with it later. */
  Limit limit(Line line, Duration time) {
    return new Limit(clock.schedule(() -> end(line), time.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Ends it, and with it every lock that it has or waits for. */
  void end(Line line) {
    try {
      // the same number may be somebody else's on another server
      if (!own.isElsewhere(line)) {
        own.execute("KILL " + line.id());
      }
    } catch (SQLException e) {
      // It may just have ended by itself; aborting it tries once more.
    }
    line.abort();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}

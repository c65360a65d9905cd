package io.dumpwarden.snapshot;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Takes snapshots. Safe for use by many threads. */
public final class Snapshots {

  private final ServerConnector connector;

  /**
   * @param connector for the connections of snapshots too, so that its socket timeout is theirs
   */
  public Snapshots(ServerConnector connector) {
    this.connector = connector;
  }

  /**
   * Takes one; the caller closes it. A lock that is missed, for want of a privilege or of a moment
   * without long statements, is no failure but one connection and a warning, unless it is to be
   * held.
   *
   * @throws DumpwardenException as {@link ServerConnector#connect}; {@code SERVER_GONE} when a
   *     connection that reads breaks meanwhile; {@code CANCELLED} when the thread is interrupted;
   *     {@code ACCESS_DENIED} or {@code TIMEOUT} for a lock that is to be held and was not had. No
   *     connection and no lock is left then
   */
  public Snapshot take(Login login, ServerFacts server, SnapshotWishes wishes) {
    Lines lines = new Lines(connector, login);
    FutureTask<Snapshot> task = new FutureTask<>(() -> take(lines, server, wishes));
    // a thread of its own: what JDBC waits for cannot be interrupted
    Thread thread = DaemonThreads.named("snapshot-" + login.host()).newThread(task);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      lines.close();
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new DumpwardenException(ErrorCode.CANCELLED, "the snapshot was interrupted", e);
    } catch (ExecutionException e) {
      lines.close();
      throw e.getCause() instanceof DumpwardenException known
          ? known
          : new IllegalStateException("no snapshot of " + login.address(), e.getCause());
    }
  }

  /**
   * A connection with the settings of those that see a snapshot, and in no transaction; the caller
   * closes it.
   *
   * @throws DumpwardenException as {@link ServerConnector#connect}; {@code SERVER_GONE} when it
   *     breaks at once
   */
  public Connection plain(Login login, ServerFacts server, SnapshotWishes wishes) {
    return new Lines(connector, login)
        .open(SessionSettings.ofReader(server, wishes.lockTimeout()))
        .connection();
  }

  private static Snapshot take(Lines lines, ServerFacts server, SnapshotWishes wishes)
      throws InterruptedException {
    Line own = lines.open(List.of());
    try (Watchdog watchdog = new Watchdog(own)) {
      return new Taking(new Scene(lines, watchdog, server, wishes)).take();
    } finally {
      lines.close(own);
    }
  }
}

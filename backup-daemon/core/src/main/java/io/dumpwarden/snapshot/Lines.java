package io.dumpwarden.snapshot;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.SessionVariables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Every connection of one snapshot. Closing it, from any thread, leaves none behind. */
final class Lines implements AutoCloseable {

  private final ServerConnector connector;
  private final Login login;
  private final List<Line> open = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  Lines(ServerConnector connector, Login login) {
    this.connector = connector;
    this.login = login;
  }

  /**
   * @param settings statements to begin with
   * @throws DumpwardenException as {@link ServerConnector#connect}; {@code SERVER_GONE} when it
   *     breaks at once; {@code CANCELLED} after {@link #close}
   */
  Line open(List<String> settings) {
    Connection connection = connector.connect(login);
    try {
      Line line = add(Line.of(connection));
      SessionVariables.setIfKnown(connection, SessionSettings.WAITS_FOR_NO_CLUSTER);
      line.executeAll(settings);
      return line;
    } catch (SQLException e) {
      new Line(connection, 0, "").abort();
      throw gone(e);
    }
  }

  private synchronized Line add(Line line) {
    if (closed.getCount() == 0) {
      line.abort();
      throw givenUp();
    }
    open.add(line);
    return line;
  }

  /** Closes one, and with it goes every lock that it holds. */
  void close(Line line) {
    synchronized (this) {
      open.remove(line);
    }
    line.abort();
  }

  /**
   * Waits.
   *
   * @throws DumpwardenException {@code CANCELLED} at once after {@link #close}
   */
  void pause(Duration time) throws InterruptedException {
    if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw givenUp();
    }
  }

  private static DumpwardenException givenUp() {
    return new DumpwardenException(ErrorCode.CANCELLED, "the snapshot was given up");
  }

  DumpwardenException gone(SQLException cause) {
    return new DumpwardenException(
        ErrorCode.SERVER_GONE,
        "a connection to %s failed while a snapshot was taken: %s"
            .formatted(login.address(), cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    List<Line> left;
    synchronized (this) {
      closed.countDown();
      left = List.copyOf(open);
      open.clear();
    }
    left.forEach(Line::abort);
  }
}

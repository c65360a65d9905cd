package io.dumpwarden.snapshot;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every connection of one snapshot. Closing it, from any thread, leaves none behind. */
final class Lines implements AutoCloseable {

  private final ServerConnector connector;
  private final Login login;
  private final List<Line> open = new ArrayList<>();
  private boolean closed;

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
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
      row.next();
      Line line = add(new Line(connection, row.getLong(1)));
      line.executeAll(settings);
      return line;
    } catch (SQLException e) {
      new Line(connection, 0).abort();
      throw gone(e);
    }
  }

  private synchronized Line add(Line line) {
    if (closed) {
      line.abort();
      throw new DumpwardenException(ErrorCode.CANCELLED, "the snapshot was given up");
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
      closed = true;
      left = List.copyOf(open);
      open.clear();
    }
    left.forEach(Line::abort);
  }
}

package io.dumpwarden.load;

import io.dumpwarden.error.DumpwardenException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session as its server has it. A server hears of a connection that is gone when it has something
 * to say: a statement goes on to its end until then, and its locks with it.
 *
 * @param id the connection's, at the server
 * @param server which it is
 * @param began in {@link System#nanoTime}, when it was there already
 * @param largestPacket how many bytes the server takes at once
 */
record ServedSession(long id, String server, long began, long largestPacket) {

  private static final Logger LOG = LoggerFactory.getLogger(ServedSession.class);

  private static final int NO_SUCH_CONNECTION = 1094;
  private static final int SILENT_MILLIS = 30_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What was done is undone first, which takes as long as doing it. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final String WHERE = "CONCAT(@@hostname, ' ', @@port, ' ', @@server_id)";

  static ServedSession of(Connection connection) throws SQLException {
    long began = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CONNECTION_ID(), %s, @@max_allowed_packet".formatted(WHERE))) {
      row.next();
      return new ServedSession(row.getLong(1), row.getString(2), began, row.getLong(3));
    }
  }

  /**
   * Ends it and waits until nothing of it is left; says so where that cannot be known. For any
   * thread.
   *
   * @return whether nothing of it is left
   */
  boolean end(LoadServer target) {
    boolean interrupted = Thread.interrupted();
    try (Connection connection = target.connect();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, SILENT_MILLIS);
      return !isThere(statement) || kill(statement, target);
    } catch (SQLException | DumpwardenException e) {
      LOG.debug("a connection of the load cannot be ended", e);
      target.say(
          "whether connection %d of the load has ended on the server is not known: %s"
              .formatted(id, e.getMessage()));
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Another server has connections of the same number, and the same one after a restart. */
  private boolean isThere(Statement statement) throws SQLException {
    return server.equals(value(statement, "SELECT " + WHERE, 1))
        && Long.parseLong(value(statement, "SHOW GLOBAL STATUS LIKE 'Uptime'", 2))
            >= TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
  }

  private static String value(Statement statement, String sql, int column) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(column);
    }
  }

  private boolean kill(Statement statement, LoadServer target) throws SQLException {
    boolean interrupted = false;
    try {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < PATIENCE_NANOS) {
        if (!isKilled(statement)) {
          return true;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    target.say(
        "connection %d of the load is still at work on the server, though it was killed"
            .formatted(id));
    return false;
  }

  /** Whether there was something to kill. */
  private boolean isKilled(Statement statement) throws SQLException {
    try {
      statement.execute("KILL " + id);
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_CONNECTION) {
        return false;
      }
      throw e;
    }
  }
}

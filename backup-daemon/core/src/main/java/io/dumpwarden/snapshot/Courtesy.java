package io.dumpwarden.snapshot;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Has the dumps of a server make way for each other, where it has locks of that kind: clusters may
 * refuse them, and are read without. MySQL's read lock waits for every statement that reads, and a
 * dump reads all the time; so whoever wants the lock says so by a named lock of the server, and
 * other dumps, of whichever process, begin no statement meanwhile. For one connection that reads,
 * and one thread.
 */
public final class Courtesy {

  private static final String NAME = "dumpwarden.snapshot";
  private static final String IS_FREE = "SELECT IS_FREE_LOCK('" + NAME + "')";
  private static final String CONNECTION_LOST = "08";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** Of one dump: everybody may take a lock of any name, and keep it. */
  private static final Duration MOST = Duration.ofMinutes(1);

  private final boolean needed;
  private long leftNanos = MOST.toNanos();

  public Courtesy(ServerFacts server) {
    // MariaDB's lock does not wait for who reads
    this.needed = server.flavor() == Flavor.MYSQL;
  }

  /**
   * To be called between statements that read for long, with nothing open on the connection. Waits
   * while somebody takes a snapshot; a minute in all.
   */
  public void makeWay(Connection connection) throws SQLException, InterruptedException {
    if (!needed || leftNanos <= 0) {
      return;
    }
    long begun = System.nanoTime();
    boolean waited = false;
    while (!isFree(connection) && System.nanoTime() - begun < leftNanos) {
      waited = true;
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
    if (waited) {
      leftNanos -= System.nanoTime() - begun;
    }
  }

  private static boolean isFree(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(IS_FREE)) {
      // an unknown answer keeps nobody waiting
      return !row.next() || !"0".equals(row.getString(1));
    } catch (SQLException e) {
      requireAlive(e);
      return true;
    }
  }

  /** Asks the others to make way, until {@link #thank}, or the connection's end. */
  static void ask(Line line, ServerFacts server) throws SQLException {
    if (server.flavor() == Flavor.MYSQL) {
      // another one who has it is soon through, and asks the same
      tell(line, "DO GET_LOCK('" + NAME + "', 1)");
    }
  }

  static void thank(Line line, ServerFacts server) throws SQLException {
    if (server.flavor() == Flavor.MYSQL) {
      tell(line, "DO RELEASE_LOCK('" + NAME + "')");
    }
  }

  private static void tell(Line line, String sql) throws SQLException {
    try {
      line.execute(sql);
    } catch (SQLException e) {
      requireAlive(e);
    }
  }

  /** A server that refuses such locks is read without them, and one that is gone is not read. */
  private static void requireAlive(SQLException failure) throws SQLException {
    String state = failure.getSQLState();
    if (state != null && state.startsWith(CONNECTION_LOST)) {
      throw failure;
    }
  }
}

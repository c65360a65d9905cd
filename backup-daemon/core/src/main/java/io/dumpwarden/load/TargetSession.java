package io.dumpwarden.load;

import io.dumpwarden.source.SessionVariables;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.Client;
import org.mariadb.jdbc.client.Completion;
import org.mariadb.jdbc.client.ServerVersion;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.message.server.OkPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that takes a dump's statements. For one thread; {@link #abort} for any. */
final class TargetSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TargetSession.class);

  private static final int EMPTY_QUERY = 1065;

  /** One that was not used for longer is better not used again. */
  static final long SILENT_SECONDS = 150;

  /** As the servers' own clients find a session, but for checks that only cost time. */
  private static final List<String> SETTINGS =
      List.of(
          "SET SESSION sql_mode = @@GLOBAL.sql_mode",
          "SET SESSION foreign_key_checks = 0",
          "SET SESSION unique_checks = 0",
          // so long a host that vanished keeps its locks
          "SET SESSION wait_timeout = %d".formatted(2 * SILENT_SECONDS),
          "SET SESSION net_read_timeout = %d".formatted(2 * SILENT_SECONDS));

  /** Rows come as dump tools write them, under no other session than this. */
  private static final List<String> FOR_ROWS =
      List.of(
          "SET NAMES utf8mb4",
          "SET SESSION time_zone = '+00:00'",
          "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'",
          "SET SESSION autocommit = 0");

  private final LoadServer server;
  private final Connection connection;
  private final Client client;
  private final ServedSession served;
  private Runnable release = () -> {};

  /** Whether the server may go on with something behind the connection's back. */
  private volatile boolean broken;

  private final AtomicBoolean aborting = new AtomicBoolean();

  /** What the driver writes to the server by; null before the first statement. */
  private volatile @Nullable Writer wire;

  private TargetSession(LoadServer server, Connection connection) throws SQLException {
    this.server = server;
    this.connection = connection;
    this.served = ServedSession.of(connection);
    this.client = connection.unwrap(org.mariadb.jdbc.Connection.class).getClient();
  }

  /** One that is to execute definitions, in autocommit mode. */
  static TargetSession forScript(LoadServer server) throws SQLException {
    return opened(server, List.of());
  }

  /** One that is to insert rows, in transactions. */
  static TargetSession forRows(LoadServer server) throws SQLException {
    return opened(server, FOR_ROWS);
  }

  private static TargetSession opened(LoadServer server, List<String> more) throws SQLException {
    Connection connection = server.connect();
    TargetSession session;
    try {
      session = new TargetSession(server, connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    session.release = server.hold(session::abort);
    try {
      // code is made in the encoding that its author's client spoke
      SessionVariables.allowEveryEncoding(connection);
      List<String> all = new ArrayList<>(SETTINGS);
      all.addAll(more);
      if (server.withoutBinlog()) {
        all.add("SET SESSION sql_log_bin = 0");
      }
      for (String setting : all) {
        session.execute(setting);
      }
      return session;
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Executes a statement as it is.
   *
   * @return how many rows it changed
   * @throws SQLException also where it is larger than the server takes, which would cost the
   *     connection
   */
  long execute(SqlText sql) throws SQLException {
    if (sql.length() >= served.largestPacket()) {
      throw new SQLException(
          "the statement has %d bytes, and the server takes no more than %d (max_allowed_packet)"
              .formatted(sql.length(), served.largestPacket()),
          "HY000",
          Refusal.PACKET_TOO_LARGE);
    }
    try {
      long rows = 0;
      for (Completion each : client.execute(new RawQuery(sql, this::wire), false)) {
        rows += each instanceof OkPacket ok ? ok.getAffectedRows() : 0;
      }
      return rows;
    } catch (SQLException e) {
      if (e.getErrorCode() == EMPTY_QUERY) {
        // what another make of server would execute
        return 0;
      }
      if (Refusal.of(e) == Refusal.LOST) {
        broken = true;
      }
      throw e;
    }
  }

  private void wire(Writer out) {
    wire = out;
  }

  void execute(String sql) throws SQLException {
    execute(SqlText.of(sql));
  }

  /** Whether it fills an empty InnoDB table without undo log, as long as its transaction lasts. */
  boolean fillsAtOnce() {
    ServerVersion version = client.getContext().getVersion();
    return version.isMariaDBServer() && version.versionGreaterOrEqual(10, 6, 0);
  }

  /**
   * What the server warned of when it executed the last statement, by the warnings' numbers; as
   * many as it keeps, and without mere notes.
   */
  Map<Integer, Long> warnings() throws SQLException {
    if (client.getContext().getWarning() == 0) {
      return Map.of();
    }
    Map<Integer, Long> counts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW WARNINGS")) {
      while (rows.next()) {
        if (!"Note".equals(rows.getString(1))) {
          counts.merge(rows.getInt(2), 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  /** The first column of what a query finds. */
  List<String> column(String sql) throws SQLException {
    return column(sql, 1);
  }

  List<String> column(String sql, int number) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(number));
      }
    }
    return found;
  }

  /**
   * Has the server end what it is doing, from another thread; returns at once. The driver's own way
   * to end a connection waits for the answer that is being read.
   */
  void abort() {
    broken = true;
    if (aborting.compareAndSet(false, true)) {
      Thread thread = new Thread(this::end, "load-abort");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * A server that another one took the place of, or that is gone, never answers: whoever waits for
   * that is let go of, whatever the one that is asked says.
   */
  private void end() {
    if (!served.end(server)) {
      aborting.set(false);
    }
    Writer out = wire;
    try {
      if (out == null) {
        connection.abort(Runnable::run);
      } else {
        // the driver's abort would wait for the answer, and kill another's connection of that
        // number
        out.close();
      }
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.debug("the connection was gone already", e);
    }
  }

  /**
   * Whatever was not committed is rolled back by the server, and was when this returns where the
   * connection was broken off.
   */
  @Override
  public void close() {
    ServedSession left = leave();
    if (broken) {
      left.end(server);
    }
  }

  /**
   * Closes the connection alone.
   *
   * @return what may be left of it
   */
  ServedSession leave() {
    release.run();
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("the connection was gone already", e);
    }
    return served;
  }
}

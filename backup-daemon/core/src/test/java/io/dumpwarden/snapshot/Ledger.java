package io.dumpwarden.snapshot;

import io.dumpwarden.dump.Source;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Accounts in two tables whose sum never changes, and writers who move money between them, each
 * with a heartbeat that counts up in the same transaction.
 */
final class Ledger implements AutoCloseable {

  static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  private static final int WRITERS = 3;

  private final Source root;
  private final String database;
  private final CountDownLatch begun = new CountDownLatch(30);
  private final List<CompletableFuture<Void>> writers = new ArrayList<>();
  private volatile boolean done;

  private Ledger(Source root, String database) {
    this.root = root;
    this.database = database;
  }

  /** Makes the tables, and begins to write. */
  static Ledger open(Source root, String database) throws Exception {
    root.fresh(database);
    root.execute(
        "CREATE TABLE %s.debit (id INT PRIMARY KEY, amount INT) ENGINE=InnoDB".formatted(database),
        "CREATE TABLE %s.credit (id INT PRIMARY KEY, amount INT) ENGINE=InnoDB".formatted(database),
        "CREATE TABLE %s.beat (id INT PRIMARY KEY, n INT) ENGINE=InnoDB".formatted(database),
        "CREATE TABLE %s.loose (id INT) ENGINE=MyISAM".formatted(database));
    for (int writer = 0; writer < WRITERS; writer++) {
      for (String table : List.of("debit", "credit", "beat")) {
        root.execute("INSERT INTO %s.%s VALUES (%d, 0)".formatted(database, table, writer));
      }
    }
    Ledger ledger = new Ledger(root, database);
    for (int writer = 0; writer < WRITERS; writer++) {
      int id = writer;
      ledger.writers.add(CompletableFuture.runAsync(() -> ledger.write(id)));
    }
    ledger.begun.await();
    return ledger;
  }

  private void write(int writer) {
    try (Connection connection = CONNECTOR.connect(root.login());
        Statement statement = connection.createStatement()) {
      if (root.engine().flavor().equals("mysql")) {
        statement.execute("SET SESSION binlog_rows_query_log_events = ON");
      }
      for (int n = 1; !done; n++) {
        write(statement, writer, n);
        begun.countDown();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(Statement statement, int writer, int n) throws SQLException {
    statement.execute("INSERT INTO %s.loose VALUES (%d)".formatted(database, n));
    statement.execute("BEGIN");
    statement.execute(
        "UPDATE %s.debit SET amount = amount - %d WHERE id = %d".formatted(database, n, writer));
    statement.execute(
        "UPDATE %s.credit SET amount = amount + %d WHERE id = %d".formatted(database, n, writer));
    statement.execute("UPDATE %s.beat SET n = %d WHERE id = %d".formatted(database, n, writer));
    statement.execute("COMMIT");
  }

  /** How far each writer is, as this connection sees it. */
  Map<Integer, Long> beats(Connection connection) throws SQLException {
    Map<Integer, Long> beats = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, n FROM %s.beat".formatted(database))) {
      while (rows.next()) {
        beats.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return beats;
  }

  long sum(Connection connection) throws SQLException {
    return number(connection, "debit", "SUM(amount)") + number(connection, "credit", "SUM(amount)");
  }

  long looseRows(Connection connection) throws SQLException {
    return number(connection, "loose", "COUNT(*)");
  }

  private long number(Connection connection, String table, String what) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT %s FROM %s.%s".formatted(what, database, table))) {
      row.next();
      return row.getLong(1);
    }
  }

  /** How far the writers are at the moment. */
  Map<Integer, Long> beatsNow() throws SQLException {
    try (Connection connection = CONNECTOR.connect(root.login())) {
      return beats(connection);
    }
  }

  String database() {
    return database;
  }

  @Override
  public void close() throws SQLException {
    done = true;
    writers.forEach(CompletableFuture::join);
    root.execute("DROP DATABASE " + database);
  }
}

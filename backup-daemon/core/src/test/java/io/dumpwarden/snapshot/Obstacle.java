package io.dumpwarden.snapshot;

import io.dumpwarden.dump.Source;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A database of two tables, one of which somebody keeps, and clients who use both all the time, as
 * far as they are not kept from it.
 */
final class Obstacle implements AutoCloseable {

  private final Source root;
  private final String database;
  private final Connection holder;
  private final long holderId;
  private final AtomicLong longestNanos = new AtomicLong();
  private CompletableFuture<Void> clients = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> statement = CompletableFuture.completedFuture(null);
  private volatile boolean done;

  Obstacle(Source root, String database) throws SQLException {
    this.root = root;
    this.database = database;
    root.fresh(database);
    root.execute(
        "CREATE TABLE %s.kept (id INT PRIMARY KEY) ENGINE=InnoDB".formatted(database),
        "CREATE TABLE %s.free (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB"
            .formatted(database),
        "INSERT INTO %s.kept VALUES (1)".formatted(database));
    this.holder = Ledger.CONNECTOR.connect(root.login());
    this.holderId = Line.of(holder).id();
  }

  /** A statement that reads the table for a minute. */
  Obstacle longStatement() {
    String sql = "SELECT SLEEP(60) FROM %s.kept".formatted(database);
    statement =
        CompletableFuture.runAsync(
            () -> {
              try {
                execute(holder, sql);
              } catch (SQLException e) {
                // it is ended by force
              }
            });
    return this;
  }

  /**
   * Statements that read the table one behind the other, several at once, so that it is always in
   * use, but make way as dumps do.
   */
  Obstacle politeReaders(ServerFacts server) {
    List<CompletableFuture<Void>> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      readers.add(CompletableFuture.runAsync(() -> readPolitely(server)));
    }
    statement = CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new));
    return this;
  }

  private void readPolitely(ServerFacts server) {
    Courtesy courtesy = new Courtesy(server);
    try (Connection connection = Ledger.CONNECTOR.connect(root.login())) {
      while (!done) {
        courtesy.makeWay(connection);
        execute(connection, "SELECT SLEEP(0.2 + RAND() / 10) FROM %s.kept".formatted(database));
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A lock on the table that nobody works with. */
  Obstacle tableLock() throws SQLException {
    execute(holder, "LOCK TABLES %s.kept WRITE".formatted(database));
    return this;
  }

  /**
   * A new name for the table that waits for a transaction. That is no table in use, and MySQL's
   * global read lock waits for it.
   */
  Obstacle waitingRename() throws SQLException {
    execute(holder, "BEGIN");
    execute(holder, "SELECT id FROM %s.kept".formatted(database));
    statement =
        CompletableFuture.runAsync(
            () -> {
              try {
                root.execute("RENAME TABLE %1$s.kept TO %1$s.renamed".formatted(database));
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    return this;
  }

  /**
   * @param reads whether they read the table that is kept, too
   */
  Obstacle withClients(boolean reads) {
    clients =
        CompletableFuture.runAsync(
            () -> {
              try (Connection connection = Ledger.CONNECTOR.connect(root.login())) {
                while (!done) {
                  long begun = System.nanoTime();
                  execute(connection, "INSERT INTO %s.free VALUES ()".formatted(database));
                  if (reads) {
                    execute(connection, "SELECT id FROM %s.kept".formatted(database));
                  }
                  longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    return this;
  }

  /** How long a client had to wait at most; ends the clients. */
  long longestMillis() {
    done = true;
    clients.join();
    return longestNanos.get() / 1_000_000;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    done = true;
    root.execute("KILL " + holderId);
    statement.join();
    clients.join();
    root.execute("DROP DATABASE " + database);
  }
}

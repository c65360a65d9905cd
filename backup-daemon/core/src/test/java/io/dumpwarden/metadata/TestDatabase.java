package io.dumpwarden.metadata;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of its own on a server whose time zone is far from UTC (and from the one that the
 * tests' JVM runs in). The servers are shared by all tests of a JVM.
 */
public final class TestDatabase implements AutoCloseable {

  private static final Map<TestEngine, SourceEngine> SERVERS = new EnumMap<>(TestEngine.class);
  private static final Map<TestEngine, TestDatabase> MIGRATED = new EnumMap<>(TestEngine.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final SourceEngine server;
  private final String name = "metadata_" + NUMBER.incrementAndGet();
  private final List<MetadataStore> stores = new ArrayList<>();

  private TestDatabase(SourceEngine server) {
    this.server = server;
    sqlAt("", "CREATE DATABASE " + name);
    sqlAt("", "CREATE USER '%s'@'%%' IDENTIFIED BY 'test-password'".formatted(name));
    sqlAt("", "GRANT ALL ON %s.* TO '%s'@'%%'".formatted(name, name));
  }

  /** A new, empty database. */
  public static TestDatabase empty(TestEngine engine) {
    return new TestDatabase(server(engine));
  }

  /** A new, empty database on a server that the caller owns. */
  public static TestDatabase on(SourceEngine server) {
    return new TestDatabase(server);
  }

  /** The database that most tests share, its tables empty. */
  public static synchronized TestDatabase migrated(TestEngine engine) {
    TestDatabase database = MIGRATED.computeIfAbsent(engine, TestDatabase::migrate);
    database.closeStores();
    for (String table :
        List.of(
            "server",
            "schedule",
            "storage",
            "retention_rule",
            "setting",
            "encryption_key",
            "server_scan",
            "row_state",
            "audit_log",
            "master_key_check",
            "node",
            "run",
            "run_log",
            "verification_turn",
            "restore",
            "backup",
            "backup_database",
            "copy",
            "drill",
            "series_total",
            "backup_total",
            "backup_last_good",
            "self_backup",
            "run_total",
            "backup_series",
            "series_database",
            "backup_word",
            "backup_measure",
            "backup_anomaly",
            "backup_day",
            "run_series",
            "run_day",
            "storage_held",
            "storage_day",
            "user",
            "session",
            "api_token",
            "login_failure",
            "notification_problem",
            "notification_told",
            "notification_message",
            "notification_channel",
            "notification_ping",
            "notification_state")) {
      database.sql("DELETE FROM " + table);
    }
    return database;
  }

  public MetadataStore store() {
    return store(MetadataSettings.DEFAULT_POOL_SIZE);
  }

  MetadataStore store(int poolSize) {
    MetadataStore store = new MetadataStore(settings(poolSize));
    stores.add(store);
    return store;
  }

  MetadataSettings settings(int poolSize) {
    String url = "jdbc:mariadb://%s:%d/%s".formatted(server.host(), server.port(), name);
    return new MetadataSettings(url, name, Secret.of("test-password"), poolSize);
  }

  /** Runs plain SQL in a session as an administrator has it, in the server's own time zone. */
  public void sql(String... statements) {
    sqlAt(name, statements);
  }

  /** A column of the first row that a query gives; the word null where there is none. */
  String text(String query, String column) {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + name);
      try (ResultSet rows = statement.executeQuery(query)) {
        return rows.next() ? String.valueOf(rows.getString(column)) : "null";
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holds the row of a server locked, as another node may, until it is closed. */
  Connection locking(String serverName) throws SQLException {
    Connection connection = server.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT id FROM %s.server WHERE name = '%s' FOR UPDATE".formatted(name, serverName));
    }
    return connection;
  }

  public void closeStores() {
    stores.forEach(MetadataStore::close);
    stores.clear();
  }

  @Override
  public void close() {
    closeStores();
    sqlAt("", "DROP DATABASE " + name, "DROP USER '%s'@'%%'".formatted(name));
  }

  private void sqlAt(String database, String... statements) {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      if (!database.isEmpty()) {
        statement.execute("USE " + database);
      }
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestDatabase migrate(TestEngine engine) {
    TestDatabase database = empty(engine);
    database.store().migrate();
    return database;
  }

  private static synchronized SourceEngine server(TestEngine engine) {
    Engines.require(engine);
    return SERVERS.computeIfAbsent(engine, TestDatabase::start);
  }

  private static SourceEngine start(TestEngine engine) {
    try {
      SourceEngine started = engine.start("--default-time-zone=+09:30", "--max-allowed-packet=16M");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started)));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(SourceEngine started) {
    try {
      started.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.dumpwarden.browser;

import static org.awaitility.Awaitility.await;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.DataDirectory;
import io.dumpwarden.app.EnvironmentReader;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An installation at work: servers good and bad, storages, schedules, runs that ended each way. */
final class BusyShop implements AutoCloseable {

  static final String PASSWORD = "a-password-for-tests";

  private static final Actor SOMEBODY = new Actor("somebody", "cli");

  private final SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final ServingDaemon daemon;

  private BusyShop(Path folder) throws IOException {
    this.folder = folder;
    environment.put("DUMPWARDEN_ADMIN_PASSWORD", PASSWORD);
    environment.put("DUMPWARDEN_DATA_DIR", folder.resolve("data").toString());
    environment.put("DUMPWARDEN_NODE_NAME", "node-a");
    this.daemon = ServingDaemon.in(folder, environment);
  }

  static BusyShop in(Path folder) throws IOException, SQLException {
    BusyShop shop = new BusyShop(folder);
    try {
      shop.databases();
      shop.work();
      return shop;
    } catch (RuntimeException | SQLException e) {
      shop.stop();
      throw e;
    }
  }

  String address() {
    return daemon.address();
  }

  /** What rows are called: the pages of all of a kind are alike. */
  Set<String> names() {
    return Set.of(
        "shop1",
        "shop2",
        "crm1",
        "disk",
        "second-disk",
        "nightly",
        "hourly",
        "crm",
        "by-hand",
        "manual",
        "admin",
        "viewer",
        "operator",
        "shop",
        "shop_archive",
        "orders",
        "hook",
        "team",
        "everything");
  }

  private void databases() throws SQLException {
    for (String name : List.of("shop", "shop_archive", "orders")) {
      database(
          source,
          name,
          "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(100))",
          "INSERT INTO customer SELECT seq, SHA2(seq, 256) FROM seq_1_to_2000",
          "CREATE VIEW named AS SELECT * FROM customer WHERE name IS NOT NULL");
    }
  }

  static void database(SourceEngine server, String name, String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
      statement.execute("USE " + name);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void work() {
    Map<String, String> beside = new HashMap<>(environment);
    beside.put("DUMPWARDEN_LOG_LEVEL", "warn");
    try (Platform platform =
        Platform.open(EnvironmentReader.read(beside), new DataDirectory(folder.resolve("data")))) {
      rows(platform);
      for (String schedule : List.of("nightly", "nightly", "by-hand", "crm")) {
        new RunFollower(platform)
            .launch(schedule, null, RunRequest.by("somebody (cli)"))
            .forEach(run -> awaitEnd(platform, run));
      }
    }
  }

  private void rows(Platform platform) {
    server(platform, "shop1", source.port(), Map.of("labels", "env=prod,tier=gold"));
    server(platform, "shop2", source.port(), Map.of("enabled", "false"));
    server(platform, "crm1", 1, Map.of("labels", "env=test", "protected", "true"));
    for (String name : List.of("disk", "second-disk")) {
      String settings = "{\"path\": \"%s\"}".formatted(folder.resolve(name));
      add(
          platform,
          ConfigKind.STORAGE,
          Map.of("name", name, "type", "local", "settings", settings));
      platform.initialise(platform.snapshots().get().storage(name).orElseThrow());
    }
    schedule(platform, "nightly", "shop1", "15 2 * * *", Map.of("include_databases", "shop*"));
    schedule(platform, "hourly", "shop2", "@hourly", Map.of("type", "hourly", "enabled", "false"));
    schedule(platform, "crm", "crm1", "0 4 * * 1-5", Map.of());
    add(
        platform,
        ConfigKind.SCHEDULE,
        Map.of(
            "name",
            "by-hand",
            "type",
            "manual",
            "servers",
            "shop1",
            "include_databases",
            "orders"));
    rule(platform, "nightly", "disk");
    rule(platform, "nightly", "second-disk");
    rule(platform, "hourly", "disk");
    rule(platform, "crm", "disk");
    rule(platform, "by-hand", "disk");
    notifications(platform);
  }

  /** A receiver that nobody runs, and one that is not written to. */
  private static void notifications(Platform platform) {
    add(
        platform,
        ConfigKind.CHANNEL,
        Map.of(
            "name",
            "hook",
            "type",
            "webhook",
            "settings",
            "{\"url\": \"http://127.0.0.1:1/hook\", \"private_addresses\": \"true\"}"));
    add(
        platform,
        ConfigKind.CHANNEL,
        Map.of(
            "name",
            "team",
            "type",
            "email",
            "enabled",
            "false",
            "settings",
            "{\"host\": \"mail.example.com\", \"from\": \"a@example.com\", \"to\": \"b@example.com\"}"));
    add(
        platform,
        ConfigKind.NOTIFICATION_RULE,
        Map.of("name", "everything", "channels", "hook,team", "repeat_every", "6h"));
  }

  private void server(Platform platform, String name, int port, Map<String, String> more) {
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "name",
                name,
                "flavor",
                "mariadb",
                "host",
                source.host(),
                "port",
                "" + port,
                "username",
                source.rootUser(),
                "tls_mode",
                "disabled"));
    fields.putAll(more);
    platform
        .editor()
        .add(
            ConfigKind.SERVER,
            new RowChanges(fields, Map.of("password", Secret.of(source.rootPassword()))),
            SOMEBODY);
  }

  private static void schedule(
      Platform platform, String name, String server, String cron, Map<String, String> more) {
    Map<String, String> fields =
        new HashMap<>(
            Map.of(
                "name",
                name,
                "type",
                "daily",
                "servers",
                server,
                "cron",
                cron,
                "zone",
                "Europe/Berlin"));
    fields.putAll(more);
    add(platform, ConfigKind.SCHEDULE, fields);
  }

  private static void rule(Platform platform, String schedule, String storage) {
    add(
        platform,
        ConfigKind.RETENTION_RULE,
        Map.of("schedule", schedule, "storage", storage, "keep_for", "30d", "min_copies", "3"));
  }

  private static void add(Platform platform, ConfigKind kind, Map<String, String> fields) {
    platform.editor().add(kind, new RowChanges(new HashMap<>(fields), Map.of()), SOMEBODY);
  }

  private static void awaitEnd(Platform platform, Run run) {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> platform.queue().find(run.id()).orElseThrow().end() != null);
  }

  private void stop() {
    try {
      daemon.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}

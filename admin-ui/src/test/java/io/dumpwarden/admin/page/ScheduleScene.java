package io.dumpwarden.admin.page;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.Role;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiAuditLog;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.metadata.JdbiConfigRows;
import io.dumpwarden.metadata.JdbiRowStates;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataSettings;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.memory.MemoryStorage;
import io.dumpwarden.view.AskedRetention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages of schedules and retention on a real store of their own, at a time of their own. */
final class ScheduleScene {

  /** Just before Berlin goes to summer time, and after New York did. */
  static final Instant NOW = Instant.parse("2026-03-27T12:00:00Z");

  private static final Actor ANN = new Actor("ann", "cli");
  private static final String NAME = "schedule_pages";

  final Clock clock = new Clock();
  final MetadataStore store = open();
  final JdbiConfigRows rows = new JdbiConfigRows(store);
  final JdbiRowStates states = new JdbiRowStates(store);
  final JdbiAuditLog audit = new JdbiAuditLog(store);
  final JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
  final JdbiClusterLock clusterLock = new JdbiClusterLock(store);
  final JdbiRunQueue queue = new JdbiRunQueue(store);
  final SealedVault vault = new SealedVault(MasterKey.generate(), List.of(), name -> null);
  final ConfigEditor editor = new ConfigEditor(rows, vault, audit, clock);
  final ScheduleDesks desks = new ScheduleDesks();
  private final MemoryStorage memory = new MemoryStorage(clock);
  private final HttpClient http = HttpClient.newHttpClient();
  private final AdminServer server;
  private volatile Role role = Role.ADMIN;

  /** Stands until it is moved. */
  static final class Clock implements InstantSource {

    private volatile Instant now = NOW;

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** The one that all tests share; each empties it first. */
  static ScheduleScene shared() {
    return Shared.SCENE;
  }

  /** Opened by the first who asks. */
  private static final class Shared {

    private static final ScheduleScene SCENE = new ScheduleScene();
  }

  private ScheduleScene() {
    Pages pages = new Pages(clock);
    RetentionRunner retention =
        new RetentionRunner(this::snapshot, catalog, storage -> memory, clock, clock);
    ScheduleSources sources =
        new ScheduleSources(
            new RowAccess(rows, states, editor, this::snapshot),
            queue,
            catalog,
            desks.statistics,
            new AskedRetention(retention, clusterLock, audit, clock),
            desks.runs,
            desks.checks,
            clock);
    server =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0),
            new HealthChecks(List.of(), List::of, clock),
            ctx -> Optional.of(caller()),
            pages,
            List.of(
                new ScheduleEditorPages(pages, sources),
                new SchedulePages(pages, sources),
                new RetentionPages(pages, sources)));
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  ConfigSnapshot snapshot() {
    return ConfigSnapshot.of(rows.all());
  }

  private Caller caller() {
    return new Caller("ann", role, "ui", "127.0.0.1", "session-1", "form-token", false);
  }

  ScheduleScene as(Role who) {
    role = who;
    return this;
  }

  void server(String name, String labels) {
    add(
        ConfigKind.SERVER,
        "name",
        name,
        "flavor",
        "mariadb",
        "host",
        "127.0.0.1",
        "username",
        "backup",
        "password",
        "env:DUMPWARDEN_SECRET_TEST",
        "labels",
        labels);
  }

  void storage(String name) {
    add(
        ConfigKind.STORAGE,
        "name",
        name,
        "type",
        "local",
        "settings",
        "{\"path\":\"/backups/%s\"}".formatted(name));
  }

  void schedule(String name, String... more) {
    Map<String, String> fields = new LinkedHashMap<>(Map.of("name", name, "cron", "0 3 * * *"));
    fields.putAll(pairs(more));
    editor.add(ConfigKind.SCHEDULE, RowChanges.of(new LinkedHashMap<>(fields)), ANN);
  }

  void rule(String schedule, String storage, String... more) {
    Map<String, String> fields =
        new LinkedHashMap<>(Map.of("schedule", schedule, "storage", storage, "keep_for", "30d"));
    fields.putAll(pairs(more));
    editor.add(ConfigKind.RETENTION_RULE, RowChanges.of(new LinkedHashMap<>(fields)), ANN);
  }

  private void add(ConfigKind kind, String... pairs) {
    editor.add(kind, RowChanges.of(new LinkedHashMap<>(pairs(pairs))), ANN);
  }

  private static Map<String, String> pairs(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** Something stored so many days ago; answers its copy's key. */
  String stored(String schedule, String storage, String database, int daysAgo) {
    Instant at = clock.instant().minus(Duration.ofDays(daysAgo));
    String id = Ids.next();
    String key = "shop1/daily/%s/%s_%d.sql".formatted(database, database, daysAgo);
    Copy copy =
        new Copy(
            Ids.next(),
            id,
            storage,
            snapshot().storage(storage).orElseThrow().id(),
            null,
            key,
            "",
            CopyStatus.STORED,
            1_000,
            at,
            null,
            null,
            null,
            null);
    catalog.finish(
        new Backup(
            id,
            Ids.next(),
            schedule,
            "shop1",
            "daily",
            database,
            List.of(database),
            "mysqldump",
            BackupStatus.SUCCEEDED,
            at,
            at.plusSeconds(60),
            false,
            null,
            null,
            null,
            List.of(copy),
            List.of()));
    return key;
  }

  Optional<ConfigRow> row(ConfigKind kind, String key) {
    return rows.find(kind, key);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  String page(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  HttpResponse<String> post(String path, Map<String, String> form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build());
  }

  /** As a script of the page asks for a part of it. */
  String part(String path, Map<String, String> form) {
    return send(request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("HX-Request", "true")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build())
        .body();
  }

  private static String encoded(Map<String, String> form) {
    StringBuilder text = new StringBuilder("_csrf=form-token");
    form.forEach(
        (name, value) ->
            text.append('&')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Accept", "text/html");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void sql(String... statements) {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The schedules that Quartz is to fire. */
  List<String> armed() {
    List<String> names = new ArrayList<>();
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT TRIGGER_NAME FROM QRTZ_TRIGGERS")) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return names;
  }

  void empty() {
    for (String table :
        List.of(
            "schedule",
            "retention_rule",
            "storage",
            "server",
            "setting",
            "row_state",
            "run",
            "backup",
            "copy",
            "series_total",
            "audit_log")) {
      sql("DELETE FROM " + table);
    }
    clock.now = NOW;
    desks.clear();
    as(Role.ADMIN);
  }

  private void close() {
    server.stop();
    store.close();
  }

  private static MetadataStore open() {
    SourceEngine engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + NAME);
      statement.execute("CREATE USER '%s'@'%%' IDENTIFIED BY 'test-password'".formatted(NAME));
      statement.execute("GRANT ALL ON %s.* TO '%s'@'%%'".formatted(NAME, NAME));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = "jdbc:mariadb://%s:%d/%s".formatted(engine.host(), engine.port(), NAME);
    MetadataStore store =
        new MetadataStore(
            new MetadataSettings(
                url, NAME, Secret.of("test-password"), MetadataSettings.DEFAULT_POOL_SIZE));
    store.migrate();
    return store;
  }
}

package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Daemon;
import io.dumpwarden.app.EnvironmentReader;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.app.desk.AdminWiring;
import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A daemon in this process, with a run that ended well and one that failed. */
final class ScrapedDaemon implements AutoCloseable {

  private static final Actor SOMEBODY = new Actor("somebody", "cli");
  private static final Pattern SAMPLE =
      Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  private final SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);
  private final Path folder;
  private final int port;
  private final Daemon daemon;

  private ScrapedDaemon(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    this.daemon =
        Daemon.start(
            EnvironmentReader.read(
                Map.of(
                    "DUMPWARDEN_DATA_DIR",
                    folder.resolve("data").toString(),
                    "DUMPWARDEN_ADMIN_PORT",
                    "0",
                    "DUMPWARDEN_METRICS_PORT",
                    "" + port,
                    "DUMPWARDEN_RELOAD_INTERVAL",
                    "1s")),
            new BackupListener() {},
            AdminWiring.front());
  }

  static ScrapedDaemon in(Path folder) throws IOException {
    return new ScrapedDaemon(folder, freePort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Two servers, of which one is not there, and two storages. */
  void work() throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS scraped");
      statement.execute("CREATE TABLE IF NOT EXISTS scraped.one (id INT PRIMARY KEY)");
    }
    server("shop", source.port());
    server("gone", 1);
    storage("disk");
    storage("vault");
    schedule("nightly", "shop");
    schedule("broken", "gone");
    add(ConfigKind.SETTING, Map.of("name", "verify_per_day", "value", "1/30"));
    assertThat(run("nightly")).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run("broken")).isEqualTo(RunStatus.FAILED);
  }

  private RunStatus run(String schedule) {
    Platform platform = daemon.platform();
    Run run =
        new RunFollower(platform).launch(schedule, null, RunRequest.by("somebody (cli)")).get(0);
    return await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> platform.queue().find(run.id()).orElseThrow().status(), RunStatus::isFinal);
  }

  private void schedule(String name, String server) {
    add(
        ConfigKind.SCHEDULE,
        Map.of(
            "name", name,
            "servers", server,
            "cron", "0 2 * * *",
            "include_databases", "scraped",
            "drill", "weekly"));
    for (String storage : new String[] {"disk", "vault"}) {
      add(
          ConfigKind.RETENTION_RULE,
          Map.of("schedule", name, "storage", storage, "keep_for", "30d"));
    }
  }

  private void storage(String name) {
    String settings = "{\"path\": \"%s\"}".formatted(folder.resolve(name));
    add(ConfigKind.STORAGE, Map.of("name", name, "type", "local", "settings", settings));
    Platform platform = daemon.platform();
    platform.initialise(platform.snapshots().get().storage(name).orElseThrow());
  }

  private void server(String name, int serverPort) {
    Map<String, String> fields =
        Map.of(
            "name",
            name,
            "flavor",
            "mariadb",
            "host",
            source.host(),
            "port",
            "" + serverPort,
            "username",
            source.rootUser(),
            "tls_mode",
            "disabled");
    Map<String, Secret> secrets = Map.of("password", Secret.of(source.rootPassword()));
    daemon
        .platform()
        .editor()
        .add(ConfigKind.SERVER, new RowChanges(new HashMap<>(fields), secrets), SOMEBODY);
  }

  private void add(ConfigKind kind, Map<String, String> fields) {
    daemon.platform().editor().add(kind, new RowChanges(new HashMap<>(fields), Map.of()), SOMEBODY);
  }

  /** The labels of every metric that is served. */
  Map<String, Set<String>> scrape() throws IOException, InterruptedException {
    URI metrics = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    Map<String, Set<String>> found = new TreeMap<>();
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      Set<String> labels = found.computeIfAbsent(sample.group(1), m -> new TreeSet<>());
      if (sample.group(2) != null) {
        LABEL.matcher(sample.group(2)).results().forEach(label -> labels.add(label.group(1)));
      }
    }
    return found;
  }

  @Override
  public void close() {
    daemon.close();
  }
}

package io.dumpwarden.app;

import static org.awaitility.Awaitility.await;

import io.dumpwarden.app.desk.AdminWiring;
import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole daemon in this process. */
public final class TestDaemon implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final DaemonConfig config;
  private Daemon daemon;

  private final DaemonFront front;

  private TestDaemon(DaemonConfig config, DaemonFront front) {
    this.config = config;
    this.front = front;
    this.daemon = Daemon.start(config, new BackupListener() {}, front);
  }

  /**
   * @param store null for the embedded one
   * @param tools where dump tools are looked for first
   */
  public static TestDaemon start(Path dataDir, @Nullable TestStore store, Path tools) {
    return start(dataDir, store, tools, AdminWiring.front());
  }

  /** The same with another front. */
  public static TestDaemon start(
      Path dataDir, @Nullable TestStore store, Path tools, DaemonFront front) {
    return start(environment(dataDir, store, tools), front);
  }

  /** One with an environment of its own. */
  static TestDaemon start(Map<String, String> environment, DaemonFront front) {
    DaemonConfig config = EnvironmentReader.read(environment);
    Logging.configure(config.logging());
    return new TestDaemon(config, front);
  }

  public static DaemonConfig config(Path dataDir, @Nullable TestStore store, Path tools) {
    return EnvironmentReader.read(environment(dataDir, store, tools));
  }

  static Map<String, String> environment(Path dataDir, @Nullable TestStore store, Path tools) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DUMPWARDEN_DATA_DIR", dataDir.toString());
    environment.put("DUMPWARDEN_ADMIN_PORT", "0");
    environment.put("DUMPWARDEN_METRICS_PORT", "0");
    environment.put("DUMPWARDEN_RELOAD_INTERVAL", "1s");
    environment.put("DUMPWARDEN_MAX_CONCURRENT_RUNS", "8");
    environment.put("DUMPWARDEN_LOG_LEVEL", "warn");
    environment.put("DUMPWARDEN_TOOL_PATH", tools.toString());
    if (store != null) {
      environment.putAll(store.environment());
    }
    return environment;
  }

  /** Where the admin server is. */
  public URI admin() {
    return URI.create("http://127.0.0.1:" + daemon.adminPort());
  }

  public Platform platform() {
    return daemon.platform();
  }

  public Rows rows() {
    return new Rows(platform());
  }

  /** Queues the schedule's one run. */
  public Run launch(String schedule) {
    return new RunFollower(platform()).launch(schedule, null, RunRequest.by("test (cli)")).get(0);
  }

  /** Runs the schedule and answers how that ended. */
  public RunEnd run(String schedule) {
    return end(launch(schedule));
  }

  public RunEnd end(Run run) {
    return await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> platform().queue().find(run.id()).orElseThrow().end(), end -> end != null);
  }

  /** The backups of a schedule, newest first. */
  public List<Backup> backups(String schedule) {
    return platform().catalog().list(io.dumpwarden.catalog.BackupFilter.latest(1000)).stream()
        .filter(backup -> backup.schedule().equals(schedule))
        .toList();
  }

  /** What the daemon does every half hour. */
  public void sweepStrays() {
    new RunWiring(platform()).straySweep().sweep();
  }

  public Path temporaryFolder() {
    return config.dataDir().resolve("tmp");
  }

  public Path childrenFolder() {
    return config.dataDir().resolve("children");
  }

  /** The process of the embedded metadata server. */
  public long embeddedPid() {
    return platform().metadata().lease().orElseThrow().pid();
  }

  public void stop() {
    daemon.close();
  }

  public void startAgain() {
    daemon = Daemon.start(config, new BackupListener() {}, front);
  }

  @Override
  public void close() {
    daemon.close();
  }
}

package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.app.ChildDaemon;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.Rows;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that drills is killed, or stopped, in the middle; and the daemon's own drills. */
@Tag("long")
class DrillFaultsTest {

  private static final String DATABASE = "drilled_small";
  private static final String SLOW = "SELECT SLEEP(300) = 0";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final SourceEngine source = Engines.shared(TestEngine.MARIADB_11_4);
  private ChildDaemon daemon;

  @BeforeEach
  void make() throws Exception {
    SampleDatabase.small(source, DATABASE);
    Path tools = WrappedTools.in(folder.resolve("tools")).folder();
    daemon = new ChildDaemon(folder.resolve("data"), TestStore.on(source), tools);
  }

  @Test
  void aKilledDrillIsSweptFromMachineAndScratchServer() throws Exception {
    daemon.with(platform -> addRows(platform));
    assertThat(daemon.command("run", "nightly", "--wait")).as(daemon.output()).isZero();
    String backup = backups().get(0).id();
    Process embedded = daemon.begin("drill", backup, "--assert", SLOW);
    Process scratch =
        daemon.begin("drill", backup, "--assert", SLOW, "--scratch", "scratch", "--allow-source");
    await().atMost(SOON).until(this::throwaways, found -> found.size() == 1 && isLoaded(found));
    await().atMost(SOON).until(this::scratchDatabases, found -> found.size() == 1);

    embedded.destroyForcibly().waitFor();
    scratch.destroyForcibly().waitFor();
    assertThat(servers()).as("outlives its process").hasSize(1);

    assertThat(daemon.command("drills")).isZero();
    assertThat(throwaways()).isEmpty();
    assertThat(servers()).isEmpty();
    assertThat(scratchDatabases()).as("its lease holds for a while").hasSize(1);
    daemon.start();
    await().atMost(Duration.ofSeconds(90)).until(this::scratchDatabases, List::isEmpty);
    assertThat(drills())
        .extracting(Drill::status)
        .containsExactly(DrillStatus.INTERRUPTED, DrillStatus.INTERRUPTED);
    daemon.close();
  }

  @Test
  void ctrlCCleansUp() throws Exception {
    daemon.with(platform -> addRows(platform));
    assertThat(daemon.command("run", "nightly", "--wait")).as(daemon.output()).isZero();
    Process drill = daemon.begin("drill", backups().get(0).id(), "--assert", SLOW);
    await().atMost(SOON).until(this::throwaways, found -> found.size() == 1 && isLoaded(found));

    drill.destroy();

    assertThat(drill.waitFor(30, TimeUnit.SECONDS)).as(daemon.output()).isTrue();
    assertThat(throwaways()).isEmpty();
    assertThat(servers()).isEmpty();
    assertThat(drills()).extracting(Drill::status).containsExactly(DrillStatus.CANCELLED);
  }

  @Test
  void theDaemonDrillsWhatItsScheduleWants() throws Exception {
    daemon.with(
        platform ->
            addRows(
                platform,
                "drill",
                "weekly",
                "drill_assertions",
                "SELECT COUNT(*) FROM customer = 2"));
    assertThat(daemon.command("run", "nightly", "--wait")).as(daemon.output()).isZero();
    daemon.start();

    Drill drill =
        await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () -> drills().stream().filter(d -> d.endedAt() != null).findFirst().orElse(null),
                found -> found != null);

    assertThat(drill.status()).as("%s", drill.message()).isEqualTo(DrillStatus.SUCCEEDED);
    assertThat(drill.backupId()).isEqualTo(backups().get(0).id());
    assertThat(drill.requestedBy()).isEqualTo("schedule nightly");
    Drill whole = daemon.open(p -> p.drills().find(drill.id()).orElseThrow());
    assertThat(whole.result().assertions()).hasSize(1);
    assertThat(throwaways()).isEmpty();
    daemon.close();
  }

  private void addRows(Platform platform, String... more) {
    Rows rows = new Rows(platform);
    rows.server("shop", source);
    rows.server("scratch", source);
    rows.local("disk", folder.resolve("disk"));
    rows.schedule("nightly", "shop", DATABASE, more);
    rows.rule("nightly", "disk");
  }

  private List<Backup> backups() {
    return daemon.open(platform -> platform.catalog().list(BackupFilter.latest(10)));
  }

  private List<Drill> drills() {
    return daemon.open(platform -> platform.drills().list(DrillFilter.latest(10)));
  }

  /** Without opening the data directory, which would sweep it. */
  private List<Path> throwaways() {
    try (Stream<Path> folders = Files.walk(folder.resolve("data/tmp"), 2)) {
      return folders.filter(f -> f.getFileName().toString().startsWith("drill-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLoaded(List<Path> folders) {
    return Files.exists(folders.get(0).resolve("data/" + DATABASE + "/customer.ibd"));
  }

  private List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(folder + "/data/tmp"))
        .toList();
  }

  private List<String> scratchDatabases() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = source.connect();
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("SHOW DATABASES LIKE '\\_dumpwarden\\_drill\\_%'")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}

package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.app.TestDaemon;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.MariaDb114;
import io.dumpwarden.engines.MysqlJar;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metadata store goes away while a dump runs. */
class MetadataFaultsTest {

  private static final String DATABASE = "metadata_faults";
  private static final Duration SETTLED = Duration.ofSeconds(15);

  @TempDir Path folder;
  private WrappedTools tools;

  @BeforeAll
  static void fill() throws Exception {
    SampleDatabase.big(source(), DATABASE);
    // a dump that we hold is not to be given up by its server
    try (Connection connection = source().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL net_write_timeout = 600");
    }
  }

  @BeforeEach
  void wrap() throws Exception {
    tools = WrappedTools.in(folder.resolve("tools"));
    tools.hold(DATABASE);
  }

  @Test
  void anExternalStoreThatIsAwayForAWhileLosesNothing() throws Exception {
    try (LocalEngine store = MariaDb114.start()) {
      survivesAnOutageOf(Duration.ZERO, store);
    }
  }

  /** Long enough for every lease to run out. */
  @Test
  @Tag("long")
  void nobodyTakesALivingNodeForDeadAfterALongOutage() throws Exception {
    Engines.require(TestEngine.MYSQL_8_0);
    try (LocalEngine store = MysqlJar.V8_0.start()) {
      survivesAnOutageOf(Duration.ofSeconds(30), store);
    }
  }

  private void survivesAnOutageOf(Duration atLeast, LocalEngine store) throws Exception {
    try (TestDaemon daemon =
        TestDaemon.start(folder.resolve("data"), TestStore.on(store), tools.folder())) {
      addRows(daemon);
      Run run = daemon.launch("nightly");
      tools.awaitHeld(DATABASE);

      store.stop();
      Instant stoppedAt = Instant.now();
      await().atMost(Duration.ofMinutes(2)).until(() -> passed(stoppedAt, atLeast));
      if (atLeast.isZero()) {
        tools.letGo(DATABASE);
        await().atMost(Duration.ofMinutes(1)).until(() -> !outcomes().isEmpty());
        store.restart();
      } else {
        store.restart();
        // our own lease is over: this is when a hasty recovery would sweep what we write
        Instant restartedAt = Instant.now();
        await().atMost(Duration.ofMinutes(1)).until(() -> passed(restartedAt, SETTLED));
        tools.letGo(DATABASE);
      }

      assertGood(daemon, run);
      await().atMost(Duration.ofSeconds(20)).until(() -> outcomes().isEmpty());
    }
  }

  @Test
  void anEmbeddedStoreThatIsKilledIsStartedAgain() throws Exception {
    try (TestDaemon daemon = TestDaemon.start(folder.resolve("data"), null, tools.folder())) {
      addRows(daemon);
      Run run = daemon.launch("nightly");
      tools.awaitHeld(DATABASE);
      long pid = daemon.embeddedPid();

      ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();
      tools.letGo(DATABASE);

      assertGood(daemon, run);
      assertThat(daemon.embeddedPid()).isNotEqualTo(pid);
    }
  }

  private void addRows(TestDaemon daemon) {
    daemon.rows().server("shop", source());
    daemon.rows().local("disk", folder.resolve("disk"));
    daemon.rows().schedule("nightly", "shop", DATABASE, "compress_type", "none");
    daemon.rows().rule("nightly", "disk");
  }

  private static void assertGood(TestDaemon daemon, Run run) {
    RunEnd end = daemon.end(run);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    List<Backup> backups = daemon.backups("nightly");
    assertThat(backups).extracting(Backup::status).containsExactly(BackupStatus.SUCCEEDED);
    Leftovers.assertObjects(daemon.platform(), 3, "disk");
    Leftovers.assertNone(daemon);
    assertThat(daemon.platform().queue().readLog(run.id()))
        .anyMatch(line -> line.contains("bytes stored"));
  }

  private List<Path> outcomes() {
    return Leftovers.files(folder.resolve("data/outcomes"));
  }

  private static boolean passed(Instant since, Duration time) {
    return Duration.between(since, Instant.now()).compareTo(time) >= 0;
  }

  private static SourceEngine source() {
    return Engines.shared(TestEngine.MARIADB_11_4);
  }
}

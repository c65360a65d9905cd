package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.app.ChildDaemon;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.Rows;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupFilter;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.S3ProxyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon itself is killed, or stopped, during a dump. */
class CrashTest {

  private static final String DATABASE = "crash_big";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private static S3ProxyServer s3;
  private WrappedTools tools;

  @BeforeAll
  static void fill() throws Exception {
    SampleDatabase.big(source(), DATABASE);
    s3 = S3ProxyServer.start();
  }

  @AfterAll
  static void stopS3() throws Exception {
    s3.close();
  }

  @BeforeEach
  void wrap() throws Exception {
    tools = WrappedTools.in(folder.resolve("tools"));
  }

  @Test
  void killedWithAnExternalStore() throws Exception {
    recoversFromKill(TestStore.on(source()));
  }

  @Test
  void killedWithTheEmbeddedStore() throws Exception {
    recoversFromKill(null);
  }

  private void recoversFromKill(@Nullable TestStore store) throws Exception {
    try (ChildDaemon daemon = daemon(store)) {
      daemon.with(this::addRows);
      daemon.start();
      Run run = held(daemon);
      ProcessHandle dump = dumpBelow(daemon.process().toHandle());

      daemon.kill();
      tools.work(DATABASE);
      daemon.start();
      Instant startedAt = Instant.now();

      Run ended = awaitRun(daemon, r -> r.id().equals(run.id()) && r.end() != null);
      assertThat(ended.status()).isEqualTo(RunStatus.INTERRUPTED);
      // by the lease alone it would take twenty seconds and more
      assertThat(Duration.between(startedAt, Instant.now())).isLessThan(Duration.ofSeconds(12));
      assertThat(ended.end().message()).contains("ended during the run");
      assertThat(ended.end().hint()).contains("queued again");
      // killed, it is there until whoever adopted it takes note
      await().atMost(SOON).until(() -> !dump.isAlive());
      Run again = awaitRun(daemon, r -> r.attempt() == 2 && r.end() != null);
      assertThat(again.status()).as("%s", again.end()).isEqualTo(RunStatus.SUCCEEDED);
      daemon.with(
          platform -> {
            assertInterrupted(platform, run);
            Leftovers.assertObjects(platform, 3, "disk", "bucket" + number());
          });
      Leftovers.assertNone(folder.resolve("data"));
    }
  }

  @Test
  void stoppedByTheServiceManager() throws Exception {
    try (ChildDaemon daemon = daemon(null)) {
      daemon.with(this::addRows);
      daemon.start();
      Run run = held(daemon);

      assertThat(daemon.terminate(Duration.ofSeconds(30))).as(daemon.output()).isTrue();

      assertStopped(daemon, run);
    }
  }

  @Test
  void stoppedByCtrlC() throws Exception {
    try (ChildDaemon daemon = daemon(TestStore.on(source()))) {
      daemon.with(this::addRows);
      daemon.start();
      Run run = held(daemon);

      assertThat(daemon.interrupt(Duration.ofSeconds(30))).as(daemon.output()).isTrue();

      assertStopped(daemon, run);
    }
  }

  /** Without a daemon the command runs the runs itself, one after the other. */
  @Test
  void aCommandThatIsStoppedEndsItsRunAndBeginsNoOther() throws Exception {
    try (ChildDaemon daemon = daemon(TestStore.on(source()))) {
      daemon.with(
          platform -> {
            addRows(platform);
            new Rows(platform).server("zoo", source());
            new Rows(platform).schedule("both", "shop, zoo", DATABASE, "max_attempts", "1");
            new Rows(platform).rule("both", "disk");
          });
      tools.hold(DATABASE);
      Process command = daemon.begin("run", "both", "--wait");
      tools.awaitHeld(DATABASE);

      command.destroy();

      assertThat(command.waitFor(30, TimeUnit.SECONDS)).as(daemon.output()).isTrue();
      Leftovers.assertNone(folder.resolve("data"));
      daemon.with(
          platform -> {
            List<Run> runs = platform.queue().list(new RunFilter("both", null, null, null, 10));
            assertThat(runs)
                .extracting(Run::status)
                .containsExactlyInAnyOrder(RunStatus.INTERRUPTED, RunStatus.CANCELLED);
            Leftovers.assertObjects(platform, 0, "disk");
          });
    }
  }

  private void assertStopped(ChildDaemon daemon, Run run) {
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(p -> p.info().commandLine().orElse("").contains(folder + "/data"));
    Leftovers.assertNone(folder.resolve("data"));
    daemon.with(
        platform -> {
          Run ended = platform.queue().find(run.id()).orElseThrow();
          assertThat(ended.status()).isEqualTo(RunStatus.INTERRUPTED);
          assertThat(ended.end().message()).contains("the daemon was stopped");
          assertInterrupted(platform, run);
          Leftovers.assertObjects(platform, 0, "disk", "bucket" + number());
          assertThat(platform.queue().active()).extracting(Run::attempt).containsExactly(2);
        });
  }

  private static void assertInterrupted(Platform platform, Run run) {
    List<Backup> backups = platform.catalog().ofRun(run.id());
    assertThat(backups).extracting(Backup::status).containsExactly(BackupStatus.INTERRUPTED);
    assertThat(backups.get(0).copies())
        .extracting(Copy::status)
        .containsExactly(CopyStatus.FAILED, CopyStatus.FAILED);
    assertThat(platform.catalog().list(BackupFilter.latest(10)))
        .filteredOn(b -> b.status() == BackupStatus.RUNNING)
        .isEmpty();
  }

  private ChildDaemon daemon(@Nullable TestStore store) {
    return new ChildDaemon(folder.resolve("data"), store, tools.folder());
  }

  private void addRows(Platform platform) {
    Rows rows = new Rows(platform);
    rows.server("shop", source());
    rows.local("disk", folder.resolve("disk"));
    rows.s3("bucket" + number(), s3, s3.endpoint());
    rows.schedule(
        "nightly",
        "shop",
        DATABASE,
        "compress_type",
        "none",
        "max_attempts",
        "2",
        "retry_backoff",
        "1s");
    rows.rule("nightly", "disk");
    rows.rule("nightly", "bucket" + number());
  }

  /** Each test has a prefix of its own in the bucket. */
  private String number() {
    return Integer.toUnsignedString(folder.hashCode());
  }

  private Run held(ChildDaemon daemon) throws Exception {
    tools.hold(DATABASE);
    Run run = daemon.launch("nightly");
    tools.awaitHeld(DATABASE);
    return run;
  }

  private static ProcessHandle dumpBelow(ProcessHandle daemon) {
    return daemon
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith("mariadb-dump"))
        .findFirst()
        .orElseThrow();
  }

  private static Run awaitRun(ChildDaemon daemon, Predicate<Run> which) {
    return daemon.open(
        platform ->
            await()
                .atMost(SOON)
                .until(
                    () ->
                        platform
                            .queue()
                            .list(new RunFilter("nightly", null, null, null, 10))
                            .stream()
                            .filter(which)
                            .toList(),
                    found -> !found.isEmpty())
                .get(0));
  }

  private static SourceEngine source() {
    return Engines.shared(TestEngine.MARIADB_11_4);
  }
}

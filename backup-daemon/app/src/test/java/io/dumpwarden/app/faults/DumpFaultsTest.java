package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.MariaDb114;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may happen to a dump. */
class DumpFaultsTest {

  private static final String[] PLAIN = {"compress_type", "none"};

  @TempDir static Path folder;
  private static Scene scene;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.in(folder);
    SampleDatabase.small(scene.source, "faults_small");
    for (String name : new String[] {"killed", "slow", "cancelled"}) {
      SampleDatabase.big(scene.source, "faults_" + name);
    }
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  void aGoodOneIsStoredAndLeavesNothingElse() {
    String disk = scene.local();
    String schedule = scene.schedule("faults_small", disk);

    RunEnd end = scene.daemon.run(schedule);

    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    Leftovers.assertObjects(scene.platform(), 3, disk);
    Leftovers.assertNone(scene.daemon);
  }

  @Test
  void aWrongPasswordIsSaidAndNotTriedAgain() {
    String disk = scene.local();
    String server = scene.fresh("server");
    scene.rows().server(server, scene.source, "root", "not-the-password");
    String schedule =
        scene.scheduleOn(server, "faults_small", new String[] {"max_attempts", "3"}, disk);

    RunEnd end = scene.daemon.run(schedule);

    Scene.assertEnd(end, RunStatus.FAILED, "access-denied", "root");
    assertThat(end.message()).doesNotContain("not-the-password");
    assertThat(scene.platform().queue().active()).noneMatch(run -> run.schedule().equals(schedule));
    Leftovers.assertObjects(scene.platform(), 0, disk);
    Leftovers.assertNone(scene.daemon);
  }

  @Test
  void aDumpThatFailsIsTriedAgain() throws Exception {
    SampleDatabase.small(scene.source, "faults_retried");
    scene.tools.fail("faults_retried");
    String disk = scene.local();
    String schedule =
        scene.scheduleWith(
            "faults_retried", new String[] {"max_attempts", "2", "retry_backoff", "1s"}, disk);
    Run first = scene.daemon.launch(schedule);

    RunEnd end = scene.daemon.end(first);

    Scene.assertEnd(end, RunStatus.FAILED, "dump-failed", "planted");
    scene.assertNothingKept(schedule, disk);
    scene.tools.work("faults_retried");
    Run second =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    scene
                        .platform()
                        .queue()
                        .list(new io.dumpwarden.run.RunFilter(schedule, null, null, null, 10))
                        .stream()
                        .filter(run -> run.trigger() == RunTrigger.RETRY && run.end() != null)
                        .findFirst(),
                java.util.Optional::isPresent)
            .orElseThrow();
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.end().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aDumpWithoutItsTailIsNoBackup() throws Exception {
    SampleDatabase.small(scene.source, "faults_cut");
    scene.tools.cutTail("faults_cut");
    String disk = scene.local();
    String schedule = scene.schedule("faults_cut", disk);

    RunEnd end = scene.daemon.run(schedule);

    Scene.assertEnd(end, RunStatus.FAILED, "dump-incomplete", "end marker");
    scene.assertNothingKept(schedule, disk);
  }

  @Test
  void aDumpToolKilledMidWayIsNoBackup() throws Exception {
    scene.tools.hold("faults_killed");
    String disk = scene.local();
    String schedule = scene.schedule("faults_killed", disk);
    Run run = scene.daemon.launch(schedule);
    scene.tools.awaitHeld("faults_killed");

    dumpOf("faults_killed").destroyForcibly();
    scene.tools.letGo("faults_killed");

    Scene.assertEnd(scene.daemon.end(run), RunStatus.FAILED, "dump-failed", "signal 9");
    scene.assertNothingKept(schedule, disk);
  }

  @Test
  void aServerThatDiesMidWayIsSaid() throws Exception {
    try (LocalEngine server = MariaDb114.start()) {
      SampleDatabase.big(server, "faults_gone");
      scene.tools.hold("faults_gone");
      String disk = scene.local();
      String name = scene.fresh("server");
      scene.rows().server(name, server);
      String schedule = scene.scheduleOn(name, "faults_gone", PLAIN, disk);
      Run run = scene.daemon.launch(schedule);
      scene.tools.awaitHeld("faults_gone");

      server.kill();
      scene.tools.letGo("faults_gone");

      Scene.assertEnd(scene.daemon.end(run), RunStatus.FAILED, "server-gone", "faults_gone");
      scene.assertNothingKept(schedule, disk);
      Scene.assertEnd(
          scene.daemon.run(schedule), RunStatus.FAILED, "server-unreachable", "127.0.0.1");
    }
  }

  /** By the native engine, over several connections. */
  @Test
  void aServerThatIsKilledWhileItIsReadIsSaidAndTriedAgain() throws Exception {
    try (LocalEngine server = MariaDb114.start()) {
      SampleDatabase.big(server, "faults_read");
      String disk = scene.local();
      String name = scene.fresh("server");
      scene.rows().server(name, server);
      String schedule =
          scene.scheduleOn(
              name,
              "faults_read",
              new String[] {
                "engine", "native",
                "parallel_dumps", "2",
                "compress_type", "none",
                "max_bytes_per_second", "10MiB",
                "max_attempts", "2",
                "retry_backoff", "1h"
              },
              disk);
      Run run = scene.daemon.launch(schedule);
      await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .until(() -> Leftovers.largest(scene.storageFolder(disk)) > 1 << 20);

      server.kill();

      RunEnd end = scene.daemon.end(run);
      Scene.assertEnd(end, RunStatus.FAILED, "server-gone", "faults_read");
      scene.assertNothingKept(schedule, disk);
      assertThat(scene.platform().queue().active())
          .filteredOn(next -> next.schedule().equals(schedule))
          .extracting(Run::attempt)
          .containsExactly(2);
    }
  }

  @Test
  void aRunEndsAtItsTimeout() throws Exception {
    scene.tools.hold("faults_slow");
    String disk = scene.local();
    String schedule =
        scene.scheduleWith(
            "faults_slow", new String[] {"timeout", "3s", "max_attempts", "1"}, disk);

    RunEnd end = scene.daemon.run(schedule);

    Scene.assertEnd(end, RunStatus.FAILED, "timeout", "3 s");
    scene.assertNothingKept(schedule, disk);
  }

  @Test
  void aRunEndsWhenItIsCancelled() throws Exception {
    scene.tools.hold("faults_cancelled");
    String disk = scene.local();
    String schedule =
        scene.scheduleWith("faults_cancelled", new String[] {"max_attempts", "3"}, disk);
    Run run = scene.daemon.launch(schedule);
    scene.tools.awaitHeld("faults_cancelled");

    scene.platform().queue().requestCancel(run.id());

    Scene.assertEnd(scene.daemon.end(run), RunStatus.CANCELLED, "cancelled", "on request");
    scene.assertNothingKept(schedule, disk);
    assertThat(scene.platform().queue().active())
        .noneMatch(other -> other.schedule().equals(schedule));
  }

  /** The real dump program, below our script. */
  private static ProcessHandle dumpOf(String database) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().command().orElse("").endsWith("mariadb-dump"))
        .filter(p -> p.info().commandLine().orElse("").endsWith(database))
        .findFirst()
        .orElseThrow();
  }
}

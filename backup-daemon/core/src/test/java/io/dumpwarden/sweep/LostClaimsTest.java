package io.dumpwarden.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.backup.Failing;
import io.dumpwarden.backup.RunWorkers;
import io.dumpwarden.backup.Workshop;
import io.dumpwarden.backup.Wreck;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a node holds without working at them, and the thread that claims. */
class LostClaimsTest {

  @TempDir Path folder;
  private final Wreck wreck = new Wreck("disk");
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(wreck, folder);
  }

  @AfterEach
  void close() {
    workshop.close();
    wreck.close();
  }

  @Test
  void aRunThatNobodyWorksAtIsEndedAtTheSecondLook() {
    Run run = wreck.run();
    Backup backup = wreck.begun(run.id(), "", "disk");
    LostClaims lost =
        new LostClaims(
            wreck.dead,
            wreck.queue,
            workshop.execution(wreck.queue),
            workshop.outcomes(),
            wreck.recovery());

    lost.look();
    assertThat(status(run)).isEqualTo(RunStatus.RUNNING);

    lost.look();
    assertThat(status(run)).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(wreck.found(backup).status()).isEqualTo(BackupStatus.INTERRUPTED);
    assertThat(wreck.queue.active()).extracting(Run::attempt).containsExactly(2);
  }

  @Test
  void anErrorDoesNotEndTheClaiming() throws Exception {
    AtomicInteger claims = new AtomicInteger();
    RunQueue broken =
        Failing.on(
            RunQueue.class,
            wreck.queue,
            "claim",
            () -> {
              claims.incrementAndGet();
              return new NoClassDefFoundError("missing");
            });
    RunWorkers workers = new RunWorkers(wreck.dead, broken, workshop.execution(broken), 1, Set::of);
    workers.start();

    await().atMost(Duration.ofSeconds(10)).until(() -> claims.get() > 1);
    workers.stop(Duration.ofSeconds(5));
  }

  private RunStatus status(Run run) {
    return wreck.queue.find(run.id()).orElseThrow().status();
  }
}

package io.dumpwarden.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.backup.Failing;
import io.dumpwarden.backup.Wreck;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.metadata.TestRuns;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Take-over after nodes that died. */
@Timeout(60)
class TakeOverOrderTest {

  private final Wreck wreck = new Wreck("disk", "hanging");
  private final RunRecovery recovery = wreck.recovery();

  @AfterEach
  void close() {
    wreck.close();
  }

  @Test
  void aDeadNodesRunIsEndedAndItsRemainsAreSwept() {
    Run run = wreck.run();
    Backup backup = wreck.begun(run.id(), "", "disk");

    recovery.recover(Duration.ZERO);

    assertTakenOver(run);
    assertThat(wreck.found(backup).status()).isEqualTo(BackupStatus.INTERRUPTED);
    assertThat(wreck.found(backup).copies())
        .extracting(Copy::status)
        .containsExactly(CopyStatus.FAILED);
    assertThat(wreck.storages.get("disk").pendingWrites("")).isEmpty();
    assertThat(wreck.nodes.expired(Duration.ZERO)).isEmpty();
  }

  @Test
  void aStorageThatHangsDoesNotHoldUpTheTakeOver() throws Exception {
    Run run = wreck.run();
    wreck.begun(run.id(), "", "hanging");
    CountDownLatch healed = new CountDownLatch(1);
    wreck.storages.compute("hanging", (name, there) -> hanging(there, healed));
    Thread recovering = new Thread(() -> recovery.recover(Duration.ZERO));
    recovering.start();

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertTakenOver(run));
    recovering.join(20_000);
    assertThat(recovering.isAlive()).isFalse();
    assertThat(wreck.nodes.expired(Duration.ZERO)).containsExactly(wreck.dead);

    healed.countDown();
    await().until(this::isSwept);
  }

  private boolean isSwept() {
    wreck.pass(Duration.ofMinutes(2));
    recovery.recover(Duration.ZERO);
    return wreck.nodes.expired(Duration.ZERO).isEmpty();
  }

  @Test
  void oneNodesTroubleIsNotAnothers() {
    Run broken = wreck.run();
    wreck.begun(broken.id(), "", "hanging");
    wreck.storages.compute(
        "hanging",
        (name, there) ->
            Failing.on(
                StorageProvider.class, there, "discard", () -> new IllegalStateException("bug")));
    Node other = TestRuns.node("other");
    wreck.nodes.renew(other, Duration.ZERO);

    await().until(() -> wreck.nodes.expired(Duration.ZERO).size() == 2);
    recovery.recover(Duration.ZERO);

    assertTakenOver(broken);
    assertThat(wreck.nodes.expired(Duration.ZERO)).containsExactly(wreck.dead);
  }

  @Test
  void remainsThatNobodyReachesForAWeekAreGivenUp() {
    Run run = wreck.run();
    Backup backup = wreck.begun(run.id(), "host-of-old", "disk");
    StorageProvider there = wreck.storages.get("disk");
    wreck.storages.put(
        "disk",
        Failing.on(
            StorageProvider.class,
            there,
            "discard",
            () -> new StorageException(StorageException.Kind.NOT_RECOGNISED, "no marker here")));

    recovery.recover(Duration.ZERO);
    assertThat(wreck.nodes.expired(Duration.ZERO)).hasSize(1);

    wreck.database.sql("UPDATE node SET lease_until = lease_until - INTERVAL 8 DAY");
    wreck.pass(Duration.ofMinutes(2));
    recovery.recover(Duration.ZERO);

    assertThat(wreck.nodes.expired(Duration.ZERO)).isEmpty();
    Copy copy = wreck.found(backup).copies().get(0);
    assertThat(copy.status()).isEqualTo(CopyStatus.FAILED);
    assertThat(wreck.catalog.failedAfter("", 9)).containsExactly(copy);
  }

  private void assertTakenOver(Run run) {
    assertThat(wreck.queue.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
    List<Run> next = wreck.queue.active();
    assertThat(next).extracting(Run::attempt).containsExactly(2);
  }

  private static StorageProvider hanging(StorageProvider there, CountDownLatch healed) {
    return Failing.times(
        1,
        StorageProvider.class,
        there,
        "discard",
        () -> {
          try {
            assertThat(healed.await(50, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new StorageException(Kind.UNAVAILABLE, "it hung");
        });
  }
}

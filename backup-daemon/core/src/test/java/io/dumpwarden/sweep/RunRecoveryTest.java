package io.dumpwarden.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.backup.Scene;
import io.dumpwarden.backup.Wreck;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.metadata.TestRuns;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.ObjectKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunRecoveryTest {

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration OVER = Duration.ofSeconds(-60);

  private final Scene scene =
      new Scene(SampleRows.schedule("nightly", "max_attempts", "2", "retry_backoff", "1m"));
  private final RunRecovery recovery = scene.recovery();
  private final Node node = scene.node("a");

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aNodeKnownToBeDeadIsClearedUpAfterThoughItsLeaseHolds() {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    Backup backup = scene.begun(run, "shop");

    assertThat(recovery.recover(node.id())).isTrue();

    Run ended = scene.queue.find(run.id()).orElseThrow();
    assertThat(ended.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(ended.end().message()).contains("node a on here (pid 42)");
    Backup swept = scene.catalog.find(backup.id()).orElseThrow();
    assertThat(swept.status()).isEqualTo(BackupStatus.INTERRUPTED);
    assertThat(swept.copies()).extracting(Copy::status).containsExactly(CopyStatus.FAILED);
    assertThat(scene.storage.pendingWrites("")).isEmpty();
    assertThat(scene.queue.active()).extracting(Run::attempt).containsExactly(2);
    assertThat(scene.nodes.alive()).isEmpty();
    assertThat(recovery.recover(node.id())).as("twice").isFalse();
  }

  @Test
  void whatWaitsForADeadNodeAloneIsEnded() {
    Run run =
        TestRuns.asked(
            "shop",
            TestRuns.FIRE,
            new RunRequest("ann (cli)", null, java.util.Map.of(), node.id()));
    scene.nodes.renew(node, Duration.ofMinutes(1));
    scene.queue.offer(run);
    assertThat(recovery.recover(GRACE)).as("it lives").isFalse();

    scene.nodes.renew(node, OVER);
    recovery.recover(GRACE);
    assertThat(scene.queue.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.QUEUED);
    scene.clock.pass(GRACE);
    assertThat(recovery.recover(GRACE)).isTrue();

    Run ended = scene.queue.find(run.id()).orElseThrow();
    assertThat(ended.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(ended.end().message()).contains("node a on here");
    assertThat(ended.end().hint()).contains("start it again").doesNotContain("queued again");
    assertThat(scene.queue.active()).as("nobody is there to try again").isEmpty();
  }

  @Test
  void afterAnOutageOfTheStoreTheLivingHaveTimeToSaySo() {
    scene.nodes.renew(node, OVER);
    Run run = scene.running(node);

    assertThat(recovery.recover(GRACE)).isFalse();
    scene.clock.pass(Duration.ofSeconds(3));
    assertThat(recovery.recover(GRACE)).isFalse();
    scene.nodes.renew(node, Duration.ofMinutes(1));
    scene.clock.pass(Duration.ofSeconds(3));
    assertThat(recovery.recover(GRACE)).isFalse();
    assertThat(scene.queue.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);

    scene.nodes.renew(node, OVER);
    assertThat(recovery.recover(GRACE)).as("the silence begins anew").isFalse();
    scene.clock.pass(GRACE);
    assertThat(recovery.recover(GRACE)).isTrue();
    assertThat(scene.queue.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
  }

  @Test
  void whatHasItsManifestIsCountedNotSwept() {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    Backup backup = scene.begun(run, "shop");
    ObjectKey key = Scene.key(run, "shop");
    scene.put(key, "the dump");
    scene.put(KeyLayout.manifestKey(key), scene.manifests.sign(Wreck.manifest(backup, 8)));

    recovery.recover(node.id());

    Backup found = scene.catalog.find(backup.id()).orElseThrow();
    assertThat(found.status()).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(found.result().sha256()).isEqualTo("ab".repeat(32));
    assertThat(found.copies().get(0).bytes()).isEqualTo(8);
    assertThat(scene.storage.stat(key)).isPresent();
  }

  @Test
  void aDumpWithoutAManifestGoesAlsoWhenItsUploadWasCompleted() {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    scene.begun(run, "shop");
    scene.put(Scene.key(run, "shop"), "the dump");

    recovery.recover(node.id());
    assertThat(scene.storage.stat(Scene.key(run, "shop"))).as("its node may be paused").isPresent();
    scene.clock.pass(Duration.ofMinutes(11));
    recovery.recover(node.id());

    assertThat(scene.storage.stat(Scene.key(run, "shop"))).isEmpty();
  }

  @Test
  void straysOfEndedRunsGoAndThoseOfLivingOnesStay() {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    scene.begun(run, "shop");
    // not on record: the manifest, and somebody else's
    scene.storage.open(
        KeyLayout.manifestKey(Scene.key(run, "shop")), java.util.OptionalLong.empty());
    scene.storage.open(new ObjectKey("elses/x.sql"), java.util.OptionalLong.empty());

    scene.strays().sweep();
    assertThat(scene.storage.pendingWrites("")).hasSize(3);
    recovery.recover(node.id());
    scene.strays().sweep();

    assertThat(scene.storage.pendingWrites(""))
        .extracting(write -> write.key().value())
        .containsExactly("elses/x.sql");
  }

  @Test
  void aDumpThatCouldNotBeTakenBackIsSweptLater() {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    Backup backup = scene.begun(run, "shop");
    recovery.recover(node.id());
    scene.put(Scene.key(run, "shop"), "came late");

    scene.strays().sweep();

    assertThat(scene.storage.stat(Scene.key(run, "shop"))).isEmpty();
    assertThat(scene.catalog.find(backup.id()).orElseThrow().status())
        .isEqualTo(BackupStatus.INTERRUPTED);
  }
}

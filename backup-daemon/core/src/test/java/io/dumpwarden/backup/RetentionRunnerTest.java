package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.node.Node;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retention at work on the runs' copies; what it decides is the planner's, tested by itself. */
class RetentionRunnerTest {

  private final Scene scene = new Scene(SampleRows.schedule("nightly"));
  private final Node node = scene.node("a");
  private final AtomicInteger asked = new AtomicInteger();
  private boolean away;

  @BeforeEach
  void start() {
    scene.nodes.renew(node, Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theObjectsGoAndTheRowsSaySo() {
    List<Copy> old = List.of(stored(null), stored(null));
    scene.clock.pass(Duration.ofDays(40));
    Copy good = stored(null);

    runner("here").applyAll();

    for (Copy copy : old) {
      assertThat(status(copy)).isEqualTo(CopyStatus.DELETED);
      assertThat(objects(copy)).isZero();
    }
    assertThat(status(good)).isEqualTo(CopyStatus.STORED);
    assertThat(objects(good)).isEqualTo(2);
  }

  @Test
  void aStorageThatIsAwayIsAskedOnceAndAgainNextTime() {
    List<Copy> old = List.of(stored(null), stored(null), stored(null));
    scene.clock.pass(Duration.ofDays(40));
    stored(null);
    away = true;

    runner("here").applyAll();
    assertThat(asked).hasValue(1);
    assertThat(old).noneMatch(copy -> status(copy) == CopyStatus.DELETED);

    away = false;
    runner("here").applyAll();
    assertThat(old).allMatch(copy -> status(copy) == CopyStatus.DELETED);
  }

  @Test
  void anotherHostsCopiesAreLeftToIt() {
    Copy old = stored("elsewhere");
    scene.clock.pass(Duration.ofDays(40));
    stored("elsewhere");

    runner("here").applyAll();
    assertThat(status(old)).isEqualTo(CopyStatus.STORED);
    assertThat(objects(old)).isEqualTo(2);

    runner("elsewhere").applyAll();
    assertThat(status(old)).isEqualTo(CopyStatus.DELETED);
  }

  @Test
  void aPreviewTouchesNothing() {
    Copy old = stored(null);
    scene.clock.pass(Duration.ofDays(40));
    stored(null);

    assertThat(runner("here").preview().get(0).removed())
        .extracting(Copy::id)
        .containsExactly(old.id());
    assertThat(objects(old)).isEqualTo(2);
  }

  private RetentionRunner runner(String host) {
    return new RetentionRunner(
        () -> scene.config,
        scene.catalog,
        storage -> {
          asked.incrementAndGet();
          if (away) {
            throw new StorageException(Kind.UNAVAILABLE, "no answer");
          }
          return scene.storage;
        },
        host,
        scene.clock);
  }

  /** A backup that went well just now. */
  private Copy stored(@Nullable String host) {
    scene.clock.pass(Duration.ofSeconds(1));
    Run run = scene.running(node);
    scene.queue.finish(run.id(), RunEnd.succeeded(scene.clock.instant()));
    Backup begun = scene.begun(run, "shop");
    ObjectKey key = Scene.key(run, "shop");
    scene.storage.pendingWrites("").forEach(scene.storage::discard);
    scene.put(key, "the dump");
    scene.put(KeyLayout.manifestKey(key), "{}");
    List<Copy> copies = new ArrayList<>();
    begun.copies().forEach(copy -> copies.add(on(host, copy)));
    scene.catalog.finish(ended(begun, copies));
    return copies.get(0);
  }

  private Copy on(@Nullable String host, Copy copy) {
    // one with a host is recorded anew: the one that was begun had none
    return new Copy(
            host == null ? copy.id() : Ids.next(),
            copy.backupId(),
            copy.storage(),
            copy.storageId(),
            host,
            copy.key(),
            copy.uploadId(),
            CopyStatus.PENDING,
            0,
            null,
            null,
            null)
        .stored(8, scene.clock.instant());
  }

  private Backup ended(Backup begun, List<Copy> copies) {
    return new Backup(
        begun.id(),
        begun.runId(),
        begun.schedule(),
        begun.server(),
        begun.type(),
        begun.scope(),
        begun.databases(),
        begun.engine(),
        BackupStatus.SUCCEEDED,
        begun.startedAt(),
        scene.clock.instant(),
        false,
        new DumpFacts(8, "0123456789abcdef", 8, "ab".repeat(32), "{}"),
        null,
        null,
        copies);
  }

  private CopyStatus status(Copy copy) {
    return scene.catalog.find(copy.backupId()).orElseThrow().copies().stream()
        .filter(found -> found.id().equals(copy.id()))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private long objects(Copy copy) {
    return scene.storage.list(copy.key()).count();
  }
}

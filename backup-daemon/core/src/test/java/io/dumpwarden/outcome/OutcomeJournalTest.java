package io.dumpwarden.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.backup.Scene;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeJournalTest {

  @TempDir Path folder;
  private final Scene scene = new Scene(SampleRows.schedule("nightly"));
  private final Node node = scene.node("a");

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void whatTheStoreDoesNotTakeIsKeptAndRecordedLaterInOrder() throws Exception {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    Backup backup = scene.begun(run, "shop");
    // a store that is away, as a process sees it
    scene.database.closeStores();
    OutcomeJournal journal =
        new OutcomeJournal(folder, scene.catalog, scene.queue, any -> List.of());

    journal.backupFinished(backup);
    journal.runFinished(run.id(), RunEnd.succeeded(scene.clock.instant()), List.of("a line"));

    assertThat(kept()).hasSize(2).allMatch(name -> name.endsWith(".json"));
    assertThat(journal.replay()).isEqualTo(2);
    MetadataStore store = scene.database.store();
    JdbiRunQueue queue = new JdbiRunQueue(store);
    OutcomeJournal next =
        new OutcomeJournal(folder, new JdbiBackupCatalog(store), queue, any -> List.of());
    assertThat(next.replay()).isZero();
    assertThat(queue.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(queue.readLog(run.id())).containsExactly("a line");
    assertThat(kept()).isEmpty();
  }

  @Test
  void oneThatCannotBeRecordedDoesNotHoldUpTheOthers() throws Exception {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    Files.writeString(folder.resolve("0-garbage.json"), "{\"backup\": 7");
    Files.writeString(
        folder.resolve("1-refused.json"),
        """
        {"runId": "%s", "logLines": ["x"], "end": {"status": "FAILED", "at": "2026-01-01T00:00:00Z",
         "errorCode": "%s", "message": "m", "hint": "h", "retryable": false}}"""
            .formatted(run.id(), "x".repeat(5000)));
    OutcomeJournal journal =
        new OutcomeJournal(folder, scene.catalog, scene.queue, any -> List.of());

    journal.runFinished(run.id(), RunEnd.succeeded(scene.clock.instant()), List.of());

    assertThat(kept())
        .hasSize(2)
        .contains("0-garbage.json.unreadable")
        .anyMatch(name -> name.endsWith(".json.refused"));
    assertThat(journal.replay()).isZero();
    Run ended = scene.queue.find(run.id()).orElseThrow();
    assertThat(ended.status()).as("the earlier end counts, in short").isEqualTo(RunStatus.FAILED);
    assertThat(ended.end().message()).contains("could not be recorded in full");
  }

  @Test
  void aProvenResultThatComesLateCounts() {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    OutcomeJournal journal =
        new OutcomeJournal(folder, scene.catalog, scene.queue, any -> List.of());
    scene.recovery().recover(node.id());

    journal.runFinished(run.id(), RunEnd.succeeded(scene.clock.instant()), List.of());
    journal.runFinished(
        run.id(),
        RunEnd.failed(new DumpwardenException(ErrorCode.DUMP_FAILED, "no"), scene.clock.instant()),
        List.of());

    assertThat(scene.queue.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  /** Figures of many backups may be read for it. */
  @Test
  void othersAreRecordedWhileABackupIsJudged() throws Exception {
    scene.nodes.renew(node, Duration.ofMinutes(1));
    Run run = scene.running(node);
    Backup backup = scene.begun(run, "shop");
    AtomicReference<OutcomeJournal> journal = new AtomicReference<>();
    List<String> judged = new ArrayList<>();
    journal.set(
        new OutcomeJournal(
            folder,
            scene.catalog,
            scene.queue,
            any -> {
              judged.add(any.id());
              RunEnd end = RunEnd.succeeded(scene.clock.instant());
              CompletableFuture.runAsync(
                      () -> journal.get().runFinished(run.id(), end, List.of("a line")))
                  .orTimeout(30, TimeUnit.SECONDS)
                  .join();
              return List.of();
            }));

    journal.get().backupFinished(backup);

    assertThat(judged).containsExactly(backup.id());
    assertThat(scene.queue.find(run.id()).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

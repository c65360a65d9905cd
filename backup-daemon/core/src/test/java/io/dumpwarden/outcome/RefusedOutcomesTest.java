package io.dumpwarden.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.backup.Failing;
import io.dumpwarden.backup.Wreck;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcomes that the store does not take at once. */
class RefusedOutcomesTest {

  @TempDir Path folder;
  private final Wreck wreck = new Wreck("disk");

  @AfterEach
  void close() {
    wreck.close();
  }

  @Test
  void anEndlessMessageIsNoReasonNotToEnd() {
    Run run = wreck.run();
    OutcomeJournal journal = journal(wreck.catalog, wreck.queue);

    journal.runFinished(run.id(), failed("x".repeat(100_000)), List.of("a line"));

    assertThat(status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(journal.replay()).isZero();
  }

  @Test
  void whatTheStoreRefusesIsRecordedInShort() throws IOException {
    Run run = wreck.run();
    RunQueue refusing =
        Failing.on(
            RunQueue.class,
            wreck.queue,
            "log",
            () -> new DumpwardenException(ErrorCode.CONFIG_INVALID, "not with me"));
    RunQueue once =
        Failing.times(
            1,
            RunQueue.class,
            wreck.queue,
            "log",
            () -> new DumpwardenException(ErrorCode.CONFIG_INVALID, "not with me"));
    OutcomeJournal journal = journal(wreck.catalog, once);

    journal.runFinished(run.id(), failed("it broke"), List.of("a line"));

    assertThat(status(run)).isEqualTo(RunStatus.FAILED);
    assertThat(wreck.queue.find(run.id()).orElseThrow().end().message()).contains("not with me");
    assertThat(files()).singleElement().asString().endsWith(".refused");
    // also where not even that is taken, the run's thread goes on
    journal(wreck.catalog, refusing).runFinished(run.id(), failed("it broke"), List.of("a line"));
  }

  @Test
  void withoutAFolderOutcomesAreHeldInMemory() throws IOException {
    Run run = wreck.run();
    Path lost = folder.resolve("outcomes");
    OutcomeJournal journal =
        new OutcomeJournal(lost, wreck.catalog, away(1, wreck.queue), any -> List.of());
    Files.delete(lost);

    journal.runFinished(run.id(), failed("it broke"), List.of());
    assertThat(status(run)).isEqualTo(RunStatus.RUNNING);

    Files.createDirectory(lost);
    assertThat(journal.replay()).isZero();
    assertThat(status(run)).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void aManifestThatTheStoreCannotTakeDoesNotHoldUpTheRest() {
    Run run = wreck.run();
    Backup backup = wreck.begun(run.id(), "", "disk");
    OutcomeJournal journal = journal(wreck.catalog, wreck.queue);
    String huge =
        "{\"inventories\":[\"" + "x".repeat(20_000_000) + "\"],\"encryption\":{\"keyId\":\"k\"}}";

    journal.backupFinished(succeeded(backup, huge));
    journal.runFinished(run.id(), RunEnd.succeeded(wreck.now()), List.of());
    for (int i = 0; i < 6 && journal.replay() > 0; i++) {
      assertThat(wreck.queue.find(run.id())).isPresent();
    }

    assertThat(journal.replay()).isZero();
    assertThat(wreck.found(backup).status()).isEqualTo(BackupStatus.SUCCEEDED);
    assertThat(wreck.found(backup).result().manifest())
        .isEqualTo("{\"inventories\":[],\"encryption\":{\"keyId\":\"k\"},\"mac\":null}");
    assertThat(status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  private OutcomeJournal journal(BackupCatalog catalog, RunQueue queue) {
    return new OutcomeJournal(folder, catalog, queue, any -> List.of());
  }

  private static RunQueue away(int times, RunQueue queue) {
    return Failing.times(
        times,
        RunQueue.class,
        queue,
        "finish",
        () -> new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "away"));
  }

  private RunEnd failed(String message) {
    return RunEnd.failed(new DumpwardenException(ErrorCode.DUMP_FAILED, message), wreck.now());
  }

  private Backup succeeded(Backup was, String manifest) {
    return new Backup(
        was.id(),
        was.runId(),
        was.schedule(),
        was.server(),
        was.type(),
        was.scope(),
        was.databases(),
        was.engine(),
        BackupStatus.SUCCEEDED,
        was.startedAt(),
        wreck.now(),
        false,
        new DumpFacts(9, "0123456789abcdef", 4, "ab".repeat(32), null, manifest),
        null,
        null,
        List.of(was.copies().get(0).stored(4, wreck.now())),
        List.of());
  }

  private RunStatus status(Run run) {
    return wreck.queue.find(run.id()).orElseThrow().status();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}

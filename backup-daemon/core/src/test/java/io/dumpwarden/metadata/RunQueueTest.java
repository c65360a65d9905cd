package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static io.dumpwarden.metadata.TestRuns.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class RunQueueTest {

  private static final Instant END = FIRE.plusSeconds(60);

  private final TestDatabase database;
  private final JdbiRunQueue queue;

  RunQueueTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.queue = new JdbiRunQueue(database.store());
    database.sql(
        "INSERT INTO server (name, flavor, host, username) VALUES ('shop','mysql','h','u')");
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aRunComesBackAsItWasOffered() {
    Run run = TestRuns.queued("nightly", "shop", FIRE, RunTrigger.CATCH_UP);
    assertThat(queue.offer(run)).contains(run);
    assertThat(queue.find(run.id())).contains(run);
    assertThat(queue.active()).containsExactly(run);
  }

  @Test
  void theWordsOfARequestComeBack() {
    Map<String, String> spec =
        Map.of(
            "include_databases", "größe,`a\"b`,{\"x\": 1}",
            "exclude_data", "",
            "storages", "disk, vault");
    RunRequest request = new RunRequest("ann (cli)", "OPS-1", spec, TestRuns.id());
    Run run = TestRuns.asked("shop", FIRE, request);

    queue.offer(run);

    assertThat(queue.find(run.id())).contains(run);
    assertThat(queue.find(run.id()).orElseThrow().request()).isEqualTo(request);
  }

  @Test
  void twoPeopleMayAskForBackupsOfOneServer() {
    Run first = TestRuns.asked("shop", FIRE, RunRequest.by("ann (cli)"));
    Run second = TestRuns.asked("shop", FIRE.plusNanos(1000), RunRequest.by("bob (cli)"));

    assertThat(queue.offer(first)).map(Run::status).contains(RunStatus.QUEUED);
    assertThat(queue.offer(second)).map(Run::status).contains(RunStatus.QUEUED);

    assertThat(queue.active()).extracting(Run::id).containsExactly(first.id(), second.id());
  }

  @Test
  void aFireMakesOnlyOneRun() {
    queue.offer(TestRuns.queued("nightly", "shop", FIRE));
    assertThat(queue.offer(TestRuns.queued("nightly", "shop", FIRE))).isEmpty();
    assertThat(queue.list(RunFilter.latest(10))).hasSize(1);
  }

  @Test
  void aFireMakesAllItsRunsOrNone() {
    List<Run> runs =
        List.of(
            TestRuns.queued("nightly", "crm", FIRE),
            TestRuns.queued("nightly", "s".repeat(200), FIRE));
    assertThatThrownBy(() -> queue.offerAll(runs)).isInstanceOf(DumpwardenException.class);
    assertThat(queue.lastFired("nightly")).isEmpty();

    queue.offer(TestRuns.queued("nightly", "shop", FIRE));
    Run crm = TestRuns.queued("nightly", "crm", FIRE);
    assertThat(queue.offerAll(List.of(TestRuns.queued("nightly", "shop", FIRE), crm)))
        .containsExactly(crm);
  }

  @Test
  void aFireThatFindsTheLastRunStillGoingIsSkipped() {
    queue.offer(TestRuns.queued("nightly", "shop", FIRE));
    Run second =
        queue.offer(TestRuns.queued("nightly", "shop", FIRE.plusSeconds(60))).orElseThrow();
    queue.claim(NODE);
    Run third =
        queue.offer(TestRuns.queued("nightly", "shop", FIRE.plusSeconds(120))).orElseThrow();

    assertThat(second.status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(second.end().message()).contains("is still queued");
    assertThat(second.end().at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(third.end().message()).contains("is still running");
    assertThat(queue.offer(TestRuns.queued("weekly", "shop", FIRE)).orElseThrow().status())
        .isEqualTo(RunStatus.QUEUED);
  }

  @Test
  void aFinalRunIsRecordedAsItIs() {
    RunEnd end = new RunEnd(RunStatus.SKIPPED, END, null, "nobody was there", null, false);
    Run missed = withEnd(TestRuns.queued("nightly", "shop", FIRE, RunTrigger.CATCH_UP), end);
    queue.offer(TestRuns.queued("nightly", "shop", FIRE.plusSeconds(9)));
    assertThat(queue.offer(missed)).contains(missed);
  }

  @Test
  void aClaimedRunKnowsItsNode() {
    Run run = queue.offer(TestRuns.queued("nightly", "shop", FIRE)).orElseThrow();
    Run claimed = queue.claim(NODE, run.id()).orElseThrow();
    assertThat(claimed.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(claimed.nodeId()).isEqualTo(NODE.id());
    assertThat(claimed.startedAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(queue.runningOf(NODE.id())).containsExactly(claimed);
    assertThat(queue.claim(NODE, run.id())).isEmpty();
  }

  @Test
  void progressIsKept() {
    Run run = claimed(FIRE);
    TableProgress orders = new TableProgress("crm", "or`ders", 5, 9, 1L << 40, 6, true, false);
    RowsProgress rows = new RowsProgress(1L << 40, 1L << 41, 1, 2, 70L, List.of(orders));
    RunProgress progress = new RunProgress("crm", 1, 3, 1L << 40, 1L << 38, 1L << 30, rows);
    queue.progress(run.id(), progress);
    assertThat(queue.find(run.id()).orElseThrow().progress()).isEqualTo(progress);
    queue.finish(run.id(), RunEnd.succeeded(END));
    assertThat(queue.find(run.id()).orElseThrow().progress().rows()).isEqualTo(RowsProgress.NONE);
  }

  @Test
  void onlyAProvenResultOverridesAnInterruption() {
    Run run = claimed(FIRE);
    DumpwardenException gone = new DumpwardenException(ErrorCode.INTERRUPTED, "its node ended");
    assertThat(queue.finish(run.id(), RunEnd.of(RunStatus.INTERRUPTED, gone, END))).isTrue();
    assertThat(queue.finish(run.id(), RunEnd.failed(gone, END))).isFalse();
    assertThat(queue.find(run.id()).orElseThrow().end().errorCode()).isEqualTo("interrupted");

    assertThat(queue.finish(run.id(), RunEnd.succeeded(END))).isTrue();
    assertThat(queue.find(run.id()).orElseThrow().end()).isEqualTo(RunEnd.succeeded(END));

    assertThat(queue.finish(run.id(), RunEnd.of(RunStatus.INTERRUPTED, gone, END))).isFalse();
    assertThat(queue.finish("unknown", RunEnd.succeeded(END))).isFalse();
  }

  @Test
  void aQueuedRunIsCancelledOnTheSpotARunningOneIsAsked() {
    Run queued = queue.offer(TestRuns.queued("nightly", "shop", FIRE)).orElseThrow();
    queue.requestCancel(queued.id());
    assertThat(queue.find(queued.id()).orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(queue.claim(NODE)).isEmpty();

    Run running = claimed(FIRE.plusSeconds(60));
    queue.requestCancel(running.id());
    Run asked = queue.find(running.id()).orElseThrow();
    assertThat(asked.cancelRequested()).isTrue();
    assertThat(asked.status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void theLogKeepsItsOrder() {
    queue.log("r", List.of("one", "two 🐬"));
    queue.log("r", List.of());
    queue.log("other", List.of("x"));
    queue.log("r", List.of("three"));
    assertThat(queue.readLog("r")).containsExactly("one", "two 🐬", "three");
  }

  @Test
  void listsArePagedNewestFirst() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, finished(FIRE.plusSeconds(i)).id());
    }
    List<Run> first = queue.list(new RunFilter("nightly", "shop", "succeeded", null, 3));
    assertThat(first).extracting(Run::id).containsExactlyElementsOf(ids.subList(0, 3));
    assertThat(queue.list(new RunFilter(null, "shop", null, first.get(2).id(), 3)))
        .extracting(Run::id)
        .containsExactlyElementsOf(ids.subList(3, 5));
    assertThat(queue.list(new RunFilter(null, "crm", null, null, 3))).isEmpty();
  }

  @Test
  void theLastFireIsTheNewestThatTheScheduleCalledFor() {
    assertThat(queue.lastFired("nightly")).isEmpty();
    finished(FIRE);
    Run late =
        finish(TestRuns.queued("nightly", "shop", FIRE.plusSeconds(60), RunTrigger.CATCH_UP));
    finish(TestRuns.queued("nightly", "shop", FIRE.plusSeconds(99), RunTrigger.MANUAL));
    finish(TestRuns.queued("nightly", "shop", FIRE.plusSeconds(98), RunTrigger.RETRY));
    assertThat(queue.lastFired("nightly").orElseThrow().id()).isEqualTo(late.id());
  }

  @Test
  void oldRunsGoUnlessABackupIsLeft() {
    Run kept = finished(FIRE);
    Run emptied = finished(FIRE.plusSeconds(1));
    Run active = queue.offer(TestRuns.queued("nightly", "shop", FIRE.plusSeconds(2))).orElseThrow();
    JdbiBackupCatalog catalog = new JdbiBackupCatalog(database.store());
    var keptBackup = TestRuns.begun(kept.id(), "shop", "crm", "local");
    var goneBackup = TestRuns.begun(emptied.id(), "shop", "crm", "local");
    for (var backup : List.of(keptBackup, goneBackup)) {
      catalog.begin(backup);
      catalog.finish(TestRuns.ended(backup, io.dumpwarden.catalog.BackupStatus.SUCCEEDED, END));
    }
    queue.log(emptied.id(), List.of("x"));
    assertThat(queue.prune(Duration.ofDays(36500))).isZero();
    assertThat(queue.prune(Duration.ofDays(1))).isZero();

    catalog.markCopy(
        goneBackup.copies().get(0).id(), io.dumpwarden.catalog.CopyStatus.DELETED, END);
    assertThat(queue.prune(Duration.ofDays(1))).isEqualTo(1);
    assertThat(queue.list(RunFilter.latest(9)))
        .extracting(Run::id)
        .containsExactly(active.id(), kept.id());
    assertThat(queue.readLog(emptied.id())).isEmpty();
    assertThat(catalog.find(goneBackup.id())).isEmpty();
    assertThat(catalog.find(keptBackup.id())).isPresent();
  }

  @Test
  void theLastFireOfAScheduleStaysHoweverOld() {
    finished(FIRE);
    Run last = finished(FIRE.plusSeconds(1));
    database.sql("UPDATE run SET ended_at = '2001-01-01'");

    assertThat(queue.prune(Duration.ofDays(90))).isEqualTo(1);
    assertThat(queue.lastFired("nightly")).map(Run::id).contains(last.id());
    assertThat(queue.prune(Duration.ofDays(90))).isZero();
  }

  private Run claimed(Instant fireTime) {
    Run run = queue.offer(TestRuns.queued("nightly", "shop", fireTime)).orElseThrow();
    return queue.claim(NODE, run.id()).orElseThrow();
  }

  private Run finished(Instant fireTime) {
    return finish(TestRuns.queued("nightly", "shop", fireTime));
  }

  private Run finish(Run offered) {
    Run run = queue.offer(offered).orElseThrow();
    queue.claim(NODE, run.id());
    queue.finish(run.id(), RunEnd.succeeded(END));
    return run;
  }

  private static Run withEnd(Run run, RunEnd end) {
    return new Run(
        run.id(),
        run.schedule(),
        run.server(),
        run.type(),
        run.trigger(),
        run.fireTime(),
        run.attempt(),
        end.status(),
        run.queuedAt(),
        run.notBefore(),
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        run.request(),
        end);
  }
}

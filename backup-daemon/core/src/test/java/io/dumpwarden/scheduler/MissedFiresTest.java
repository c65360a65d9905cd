package io.dumpwarden.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.scheduler.SchedulerRig.TestNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fires that nobody was there for are told from the run rows, whatever Quartz remembers. */
@MetadataEngines
class MissedFiresTest {

  private final SchedulerRig rig;
  private final TestNode node;

  MissedFiresTest(TestEngine engine) {
    this.rig = new SchedulerRig(engine);
    this.node = rig.node();
    rig.insertWorking("0 * * * *");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void skipRecordsTheLastMissedFireOnce() {
    node.reconcile();
    rig.clock.set("2032-03-10T17:20:00Z");
    node.reconcile();
    node.reconcile();
    assertThat(rig.runs()).containsExactly("shop catch-up 2032-03-10T17:00:00Z skipped");
    assertThat(rig.queue.lastFired("nightly").orElseThrow().end().message())
        .contains("missed", "2032-03-10T17:00:00Z");
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-10T18:00:00Z"));
  }

  @Test
  void runOnceRunsTheLastMissedFireOnceAlsoWhenQuartzFiresAnOlderOne() {
    runOnce("24h");
    node.reconcile();
    rig.clock.set("2032-03-10T17:20:00Z");
    node.reconciler().fired("nightly", Instant.parse("2032-03-10T13:00:00Z"), "as armed");
    assertThat(rig.runs()).isEmpty();
    node.reconcile();
    node.reconciler().fired("nightly", Instant.parse("2032-03-10T13:00:00Z"), "as armed");
    node.reconcile();
    assertThat(rig.runs()).containsExactly("shop catch-up 2032-03-10T17:00:00Z queued");
  }

  @Test
  void runOnceSkipsWhatIsOlderThanItsMaxAge() {
    runOnce("15m");
    node.reconcile();
    rig.clock.set("2032-03-10T17:20:00Z");
    node.reconcile();
    assertThat(rig.runs()).containsExactly("shop catch-up 2032-03-10T17:00:00Z skipped");
  }

  @Test
  void emptiedQuartzTablesAreRebuiltAndNothingIsRunTwice() {
    runOnce("24h");
    node.reconcile();
    rig.clock.set("2032-03-10T13:00:00Z");
    node.reconciler().fired("nightly", Instant.parse("2032-03-10T13:00:00Z"), "as armed");
    rig.emptyQuartz();
    rig.clock.set("2032-03-10T13:30:00Z");
    TestNode restarted = rig.node();
    restarted.reconcile();
    assertThat(rig.runs()).containsExactly("shop schedule 2032-03-10T13:00:00Z queued");
    assertThat(restarted.armedFor("nightly")).contains(Instant.parse("2032-03-10T14:00:00Z"));

    rig.emptyQuartz();
    rig.clock.set("2032-03-10T15:10:00Z");
    rig.node().reconcile();
    assertThat(rig.runs()).endsWith("shop catch-up 2032-03-10T15:00:00Z skipped").hasSize(2);
  }

  @Test
  void aNewScheduleOwesNothingFromBeforeItWasSeen() {
    runOnce("24h");
    node.reconcile();
    assertThat(rig.runs()).isEmpty();
  }

  @Test
  void anEditedScheduleOwesNothingFromBeforeItWasSeen() {
    runOnce("24h");
    node.reconcile();
    rig.clock.set("2032-03-10T17:20:00Z");
    rig.sql("UPDATE schedule SET cron = '10 * * * *'");
    node.reconcile();
    node.reconcile();
    assertThat(rig.runs()).isEmpty();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-10T18:10:00Z"));
  }

  @Test
  void oneThatWasDisabledOwesNothingFromMeanwhile() {
    runOnce("24h");
    node.reconcile();
    rig.sql("UPDATE schedule SET enabled = FALSE");
    node.reconcile();
    rig.clock.set("2032-03-10T17:20:00Z");
    rig.sql("UPDATE schedule SET enabled = TRUE");
    node.reconcile();
    node.reconcile();
    assertThat(rig.runs()).isEmpty();
  }

  @Test
  void oneThatWasInvalidOwesNothingFromMeanwhile() {
    runOnce("24h");
    node.reconcile();
    rig.sql("UPDATE storage SET enabled = FALSE");
    node.reconcile();
    rig.clock.set("2032-03-10T17:20:00Z");
    rig.sql("UPDATE storage SET enabled = TRUE");
    node.reconcile();
    node.reconcile();
    assertThat(rig.runs()).isEmpty();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-10T18:00:00Z"));
  }

  private void runOnce(String maxAge) {
    rig.sql("UPDATE schedule SET catch_up = 'run_once', catch_up_max_age = '%s'".formatted(maxAge));
  }
}

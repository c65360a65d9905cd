package io.dumpwarden.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.MetadataEngines;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.scheduler.SchedulerRig.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a fire that comes in time. */
@MetadataEngines
class FiresTest {

  private static final Instant DUE = Instant.parse("2032-03-11T02:00:00Z");

  private final SchedulerRig rig;
  private final TestNode node;

  FiresTest(TestEngine engine) {
    this.rig = new SchedulerRig(engine);
    this.node = rig.node();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void oneRunPerServerWhicheverNodesFireIt() {
    TestNode other = rig.node();
    rig.insertWorking("0 2 * * *");
    rig.insertServer("crm");
    node.reconcile();
    rig.clock.set("2032-03-11T02:00:01Z");
    Stream.of(node, other, node, other).parallel().forEach(n -> fire(n, DUE));
    node.reconcile();
    assertThat(rig.runs())
        .containsExactlyInAnyOrder(
            "shop schedule 2032-03-11T02:00:00Z queued",
            "crm schedule 2032-03-11T02:00:00Z queued");
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-12T02:00:00Z"));
  }

  @Test
  void aPreviousRunThatStillGoesMakesASkippedOneWithItsReason() {
    rig.insertWorking("0 * * * *");
    node.reconcile();
    fireAt("2032-03-10T13:00:00Z");
    fireAt("2032-03-10T14:00:00Z");
    assertThat(rig.runs())
        .containsExactly(
            "shop schedule 2032-03-10T13:00:00Z queued",
            "shop schedule 2032-03-10T14:00:00Z skipped");
    assertThat(lastEnd().message())
        .isEqualTo("the run of shop that was due at 2032-03-10T13:00:00Z is still queued");

    endAll();
    fireAt("2032-03-10T15:00:00Z");
    assertThat(rig.runs()).endsWith("shop schedule 2032-03-10T15:00:00Z queued");
  }

  @Test
  void jitterIsAFixedShareForEachServer() {
    rig.insertWorking("0 2 * * *");
    rig.insertServer("crm");
    rig.sql("UPDATE schedule SET jitter = '30m'");
    node.reconcile();
    fireAt("2032-03-11T02:00:00Z");
    List<Duration> first = shares();
    assertThat(first).hasSize(2).allMatch(s -> s.compareTo(Duration.ofMinutes(30)) < 0);
    assertThat(first.get(0)).isNotEqualTo(first.get(1));

    endAll();
    fireAt("2032-03-12T02:00:00Z");
    assertThat(shares()).isEqualTo(first);
  }

  @Test
  void everyScheduleHasItsOwnZone() {
    rig.insertWorking("30 2 * * *");
    rig.insertSchedule("berlin", "30 2 * * *");
    rig.insertSchedule("kathmandu", "30 2 * * *");
    rig.sql(
        "UPDATE schedule SET zone = 'Europe/Berlin' WHERE name = 'berlin'",
        "UPDATE schedule SET zone = 'Asia/Kathmandu' WHERE name = 'kathmandu'");
    // the night of 28 March has no half past two in Berlin
    rig.clock.set("2032-03-27T12:00:00Z");
    node.reconcile();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-28T02:30:00Z"));
    assertThat(node.armedFor("berlin")).contains(Instant.parse("2032-03-28T01:00:00Z"));
    assertThat(node.armedFor("kathmandu")).contains(Instant.parse("2032-03-27T20:45:00Z"));
  }

  @Test
  void aTriggerOfAnEditedScheduleFiresOnlyWhatIsStillDue() {
    rig.insertWorking("0 2 * * *");
    node.reconcile();
    rig.sql("UPDATE schedule SET cron = '0 5 * * *'");
    fireAt("2032-03-11T02:00:00Z");
    assertThat(rig.runs()).isEmpty();

    rig.sql("UPDATE schedule SET cron = '0 2,3 * * *', jitter = '1m'");
    fireAt("2032-03-11T03:00:00Z");
    assertThat(rig.runs()).containsExactly("shop schedule 2032-03-11T03:00:00Z queued");
    node.reconcile();
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-12T02:00:00Z"));
  }

  @Test
  void aDisabledScheduleDoesNotFireThoughNobodyReconciledYet() {
    rig.insertWorking("0 2 * * *");
    node.reconcile();
    rig.sql("UPDATE schedule SET enabled = FALSE");
    fireAt("2032-03-11T02:00:00Z");
    assertThat(rig.runs()).isEmpty();
  }

  @Test
  void anEditThatIsSeenInTheMomentOfAFireDoesNotTakeItAway() {
    rig.insertWorking("0 2 * * *");
    node.reconcile();
    rig.clock.set("2032-03-11T02:00:00.001Z");
    rig.sql("UPDATE schedule SET jitter = '1m'");
    node.reconcile();
    assertThat(rig.runs()).containsExactly("shop schedule 2032-03-11T02:00:00Z queued");
  }

  @Test
  void aFireThatQuartzLostIsMadeUpForInTime() {
    rig.insertWorking("0 2 * * *");
    node.reconcile();
    rig.emptyQuartz();
    rig.clock.set("2032-03-11T02:00:20Z");
    node.reconcile();
    assertThat(rig.runs()).containsExactly("shop schedule 2032-03-11T02:00:00Z queued");
  }

  @Test
  void aTriggerThatNobodyFiresIsNotWaitedForForEver() {
    rig.insertWorking("0 2 * * *");
    node.reconcile();
    rig.clock.set("2032-03-11T02:00:10Z");
    node.reconcile();
    assertThat(rig.runs()).isEmpty();
    rig.clock.pass(Duration.ofSeconds(30));
    node.reconcile();
    assertThat(rig.runs()).containsExactly("shop schedule 2032-03-11T02:00:00Z queued");
    assertThat(node.armedFor("nightly")).contains(Instant.parse("2032-03-12T02:00:00Z"));
  }

  private void fireAt(String instant) {
    rig.clock.set(instant);
    fire(node, Instant.parse(instant));
  }

  private static void fire(TestNode node, Instant at) {
    node.reconciler().fired("nightly", at, "as armed");
  }

  private List<Duration> shares() {
    return rig.queue.active().stream()
        .sorted((a, b) -> a.server().compareTo(b.server()))
        .map(run -> Duration.between(run.fireTime(), run.notBefore()))
        .toList();
  }

  private RunEnd lastEnd() {
    return rig.queue.lastFired("nightly").map(Run::end).orElseThrow();
  }

  private void endAll() {
    for (Run run : rig.queue.active()) {
      rig.queue.requestCancel(run.id());
      assertThat(rig.queue.find(run.id()).map(Run::status)).contains(RunStatus.CANCELLED);
    }
  }
}

package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.backup.BackupManager.LaunchRequest;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When runs are queued, and when they are due. */
class LaunchTest {

  private static final ConfigRow JITTERED =
      SampleRows.schedule("nightly", "jitter", "10m", "max_attempts", "3", "retry_backoff", "5m");

  private final Scene scene = new Scene(JITTERED, SampleRows.server("other"));
  private final BackupManager manager = new BackupManager(scene.queue, scene.clock);

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void everyServerHasItsOwnShareOfTheJitterAtEveryFire() {
    Instant fire = scene.clock.instant();

    List<Run> first = manager.launch(request(RunTrigger.SCHEDULE, fire), scene.config);

    assertThat(first).extracting(Run::server).containsExactlyInAnyOrder("shop", "other");
    Set<Duration> shares = new HashSet<>();
    for (Run run : first) {
      Duration share = Duration.between(fire, run.notBefore());
      assertThat(share).isBetween(Duration.ZERO, Duration.ofMinutes(10).minusMillis(1));
      shares.add(share);
      scene.queue.finish(run.id(), RunEnd.succeeded(fire));
    }
    assertThat(shares).hasSize(2);
    Instant next = fire.plusSeconds(3600);
    for (Run run : manager.launch(request(RunTrigger.SCHEDULE, next), scene.config)) {
      assertThat(shares).contains(Duration.between(next, run.notBefore()));
    }
  }

  @Test
  void nobodyWaitsForJitterOnRequest() {
    List<Run> runs = manager.launch(request(RunTrigger.CLI, scene.clock.instant()), scene.config);

    assertThat(runs).extracting(Run::notBefore).containsOnly(scene.clock.instant());
  }

  @Test
  void peopleGiveATicketWhereOneIsRequired() {
    List<ConfigRow> rows = SampleRows.working(SampleRows.setting("ticket_required", "yes"));
    ConfigSnapshot config = ConfigSnapshot.of(rows);
    Instant now = scene.clock.instant();

    for (RunTrigger people : new RunTrigger[] {RunTrigger.CLI, RunTrigger.MANUAL}) {
      assertThatThrownBy(() -> manager.launch(request(people, now), config))
          .hasMessageContaining("setting ticket_required");
    }
    assertThat(scene.queue.active()).isEmpty();
    assertThat(manager.launch(request(RunTrigger.SCHEDULE, now), config)).isNotEmpty();
  }

  @Test
  void aFireMakesOneRunAndOneThatMeetsAnotherIsSkipped() {
    Instant fire = scene.clock.instant();
    manager.launch(request(RunTrigger.SCHEDULE, fire), scene.config);

    List<Run> again = manager.launch(request(RunTrigger.SCHEDULE, fire), scene.config);
    List<Run> next =
        manager.launch(request(RunTrigger.SCHEDULE, fire.plusSeconds(60)), scene.config);

    assertThat(again).isEmpty();
    assertThat(next).extracting(Run::status).containsOnly(RunStatus.SKIPPED);
    assertThat(next.get(0).end().message()).contains("still queued");
  }

  @Test
  void aMissedFireIsOnRecord() {
    List<Run> missed =
        manager.recordMissed(
            request(RunTrigger.SCHEDULE, scene.clock.instant()), scene.config, "no daemon");

    assertThat(missed).hasSize(2);
    assertThat(missed.get(0).status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(missed.get(0).end().message()).isEqualTo("no daemon");
    assertThat(scene.queue.active()).isEmpty();
  }

  @Test
  void aFailureThatMayPassIsTriedAgainLaterAndLater() {
    Run first = scene.running(scene.node("a"));

    Run second = retryOf(first, ErrorCode.SERVER_GONE);
    assertThat(second.trigger()).isEqualTo(RunTrigger.RETRY);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.fireTime()).isEqualTo(first.fireTime());
    assertThat(second.notBefore()).isEqualTo(scene.clock.instant().plusSeconds(300));
    Run third = retryOf(second, ErrorCode.SERVER_GONE);
    assertThat(third.notBefore()).isEqualTo(scene.clock.instant().plusSeconds(600));
    assertThat(end(third, ErrorCode.SERVER_GONE)).as("three attempts are the most").isEmpty();
  }

  @Test
  void aFailureThatWillNotPassIsNotTriedAgain() {
    assertThat(end(scene.running(scene.node("a")), ErrorCode.ACCESS_DENIED)).isEmpty();
    assertThat(end(scene.running(scene.node("a")), ErrorCode.CANCELLED)).isEmpty();
  }

  private Run retryOf(Run run, ErrorCode code) {
    List<Run> queued = end(run, code);
    assertThat(queued).hasSize(1);
    return queued.get(0);
  }

  /** What is queued after the run ended so. */
  private List<Run> end(Run run, ErrorCode code) {
    scene.clock.pass(Duration.ofSeconds(1));
    RunEnd end =
        RunEnd.of(
            RunEnds.statusFor(code),
            new DumpwardenException(code, "it broke"),
            scene.clock.instant());
    scene.queue.finish(run.id(), end);
    scene.afterRun().run(run, end);
    return scene.queue.active();
  }

  private LaunchRequest request(RunTrigger trigger, Instant fire) {
    return new LaunchRequest(
        scene.config.schedule("nightly").orElseThrow(),
        null,
        trigger,
        fire,
        RunRequest.by("test (cli)"));
  }
}

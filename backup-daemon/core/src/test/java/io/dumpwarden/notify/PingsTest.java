package io.dumpwarden.notify;

import static io.dumpwarden.config.SampleRows.channel;
import static io.dumpwarden.config.SampleRows.notificationRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.statistics.Fleet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PingsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Looks looks = new Looks();

  private static ConfigRow ping(String on) {
    return channel(
        "switch",
        "type",
        "ping",
        "settings",
        "{\"on\": \"%s\"}".formatted(on),
        "secret",
        "env:DUMPWARDEN_SECRET_PING");
  }

  @Test
  void aRunIsToldWhenItStartsAndWhenItEnded() {
    looks.rows(ping("run"), notificationRule("prod", "switch", "servers", "label:env=prod"));
    Run run = run("shop", RunStatus.RUNNING);
    looks.active.addAll(List.of(run, run("lab", RunStatus.RUNNING)));
    assertThat(looks.look()).containsExactly("switch: PING_START nightly on shop: running");
    assertThat(looks.after(MINUTE).look()).isEmpty();

    looks.active.clear();
    looks.ended.add(ended(run, RunStatus.INTERRUPTED));
    assertThat(looks.after(MINUTE).look())
        .containsExactly("switch: PING_FAIL nightly on shop: interrupted");
    looks.ended.set(0, ended(run, RunStatus.SUCCEEDED));
    assertThat(looks.after(MINUTE).look())
        .as("proven good later")
        .containsExactly("switch: PING_SUCCESS nightly on shop: succeeded");
    assertThat(looks.after(MINUTE).look()).isEmpty();
  }

  @Test
  void aStartIsNotToldAfterTheEnd() {
    looks.rows(ping("run"), notificationRule("prod", "switch", "servers", "label:env=prod"));
    Run run = run("shop", RunStatus.RUNNING);
    // it ended between the two questions
    looks.active.add(run);
    looks.ended.add(ended(run, RunStatus.SUCCEEDED));
    assertThat(looks.look()).containsExactly("switch: PING_SUCCESS nightly on shop: succeeded");
    assertThat(looks.after(MINUTE).look()).isEmpty();
  }

  @Test
  void anIntervalOutlivesAClockThatWasAhead() {
    looks.rows(ping("5m"));
    assertThat(looks.after(Duration.ofDays(300)).look()).hasSize(1);
    looks.now = Looks.MONDAY;
    assertThat(looks.look()).hasSize(1);
    assertThat(looks.after(MINUTE).look()).isEmpty();
  }

  @Test
  void severalAreToldInOrderAndOfMoreTheNewest() {
    looks.rows(ping("run"), notificationRule("all", "switch", "events", "failed"));
    looks.found.add(Looks.failed("shop"));
    looks.ended.add(ended(run("shop", RunStatus.RUNNING), RunStatus.SUCCEEDED));
    assertThat(looks.look()).as("and no problem").hasSize(1);
    for (RunStatus status :
        List.of(
            RunStatus.FAILED,
            RunStatus.SUCCEEDED,
            RunStatus.CANCELLED,
            RunStatus.PARTIAL,
            RunStatus.SUCCEEDED)) {
      looks.ended.add(ended(run("shop", RunStatus.RUNNING), status));
    }
    assertThat(looks.after(MINUTE).look())
        .containsExactly(
            "switch: PING_SUCCESS nightly on shop: succeeded",
            "switch: PING_FAIL nightly on shop: partial",
            "switch: PING_SUCCESS nightly on shop: succeeded");
  }

  @Test
  void oneThatNoRuleNamesHearsOfNoRun() {
    looks.rows(ping("run"));
    looks.ended.add(ended(run("shop", RunStatus.RUNNING), RunStatus.SUCCEEDED));
    assertThat(looks.look()).isEmpty();
  }

  @Test
  void anIntervalTellsHowTheFleetStands() {
    looks.rows(ping("5m"));
    assertThat(looks.look()).containsExactly("switch: PING_SUCCESS Safe");
    assertThat(looks.after(MINUTE).look()).isEmpty();
    assertThat(looks.after(MINUTE.multipliedBy(4)).look()).hasSize(1);
    looks.verdict = new Fleet.Verdict("danger", "Not safe: 1 older than it may be", List.of());
    assertThat(looks.after(MINUTE).look())
        .as("a change is told at once")
        .containsExactly("switch: PING_FAIL Not safe: 1 older than it may be");
    assertThat(looks.after(MINUTE).look()).isEmpty();
    looks.verdict = new Fleet.Verdict("warning", "No backup is late", List.of());
    assertThat(looks.after(MINUTE).look())
        .containsExactly("switch: PING_SUCCESS No backup is late");
  }

  private Run run(String server, RunStatus status) {
    return RunsAt.run(server, status, looks.now);
  }

  private Run ended(Run run, RunStatus status) {
    return RunsAt.ended(run, new RunEnd(status, looks.now, null, null, null, false));
  }
}

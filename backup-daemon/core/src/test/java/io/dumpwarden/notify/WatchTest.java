package io.dumpwarden.notify;

import static io.dumpwarden.config.SampleRows.channel;
import static io.dumpwarden.config.SampleRows.notificationRule;
import static io.dumpwarden.notify.Looks.failed;
import static io.dumpwarden.notify.Looks.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.notify.Notice.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final Duration A_WHILE = Duration.ofSeconds(15);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Looks looks = new Looks();

  @Test
  void aProblemIsToldOnceAndItsEndToo() {
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    looks.found.add(failed("shop"));
    assertThat(looks.look()).containsExactly("ops: PROBLEM failed shop");
    assertThat(looks.after(A_WHILE).look()).isEmpty();
    assertThat(looks.after(HOUR.multipliedBy(48)).look()).as("no interval").isEmpty();

    looks.found.clear();
    assertThat(looks.after(A_WHILE).look()).containsExactly("ops: RECOVERED failed shop");
    assertThat(looks.after(A_WHILE).look()).isEmpty();
    assertThat(looks.store.known().problems()).isEmpty();

    looks.found.add(failed("shop"));
    assertThat(looks.after(A_WHILE).look()).containsExactly("ops: PROBLEM failed shop");
  }

  @Test
  void failingAgainIsTheSameProblemAndCounted() {
    looks.rows(channel("ops"), notificationRule("all", "ops", "repeat_every", "4h"));
    looks.found.add(failed("shop"));
    looks.look();
    looks.found.set(0, problem(NotificationEvent.FAILED, "shop", "run 2"));
    assertThat(looks.after(HOUR).look()).isEmpty();
    assertThat(looks.store.known().problems()).singleElement().returns(2, p -> p.occurrences());

    assertThat(looks.after(HOUR).look()).isEmpty();
    assertThat(looks.after(HOUR.multipliedBy(2)).look())
        .containsExactly("ops: REPEATED failed shop");
    assertThat(looks.after(HOUR).look()).as("the interval counts from then").isEmpty();
  }

  @Test
  void anotherEventOfTheSameProblemIsToldToThoseWhoWantIt() {
    looks.rows(
        channel("ops"),
        channel("night"),
        notificationRule("all", "ops"),
        notificationRule("failures", "night", "events", "failed,recovered"));
    looks.found.add(failed("shop"));
    assertThat(looks.look()).hasSize(2);
    looks.found.set(0, problem(NotificationEvent.PARTIAL, "shop", "run 2"));
    assertThat(looks.after(HOUR).look()).containsExactly("ops: PROBLEM partial shop");
    looks.found.clear();
    assertThat(looks.after(HOUR).look())
        .containsExactlyInAnyOrder("ops: RECOVERED partial shop", "night: RECOVERED partial shop");
  }

  @Test
  void rulesThatMeanTheSameChannelTellItOnce() {
    looks.rows(
        channel("ops"),
        notificationRule("a", "ops", "repeat_every", "1h"),
        notificationRule("b", "ops", "repeat_every", "2h"));
    looks.found.add(failed("shop"));
    assertThat(looks.look()).hasSize(1);
    assertThat(looks.after(HOUR).look()).hasSize(1);
    assertThat(looks.after(HOUR).look()).hasSize(1);
    looks.found.clear();
    assertThat(looks.after(A_WHILE).look()).hasSize(1);
    assertThat(looks.after(A_WHILE).look()).isEmpty();
    assertThat(looks.store.known().told()).isEmpty();
  }

  @Test
  void whoDoesNotAskForRecoveredIsNotTold() {
    looks.rows(channel("ops"), notificationRule("failures", "ops", "events", "failed"));
    looks.found.add(failed("shop"));
    looks.look();
    looks.found.clear();
    assertThat(looks.after(A_WHILE).look()).isEmpty();
    assertThat(looks.store.known().told()).isEmpty();
  }

  @Test
  void quietHoursHoldBackUntilTheirEnd() {
    looks.rows(
        channel("ops"), notificationRule("all", "ops", "quiet_hours", "22:00-07:00 Europe/Berlin"));
    looks.found.add(failed("lab"));
    assertThat(looks.look()).hasSize(1);
    // 23:00 in Berlin
    looks.after(HOUR.multipliedBy(11));
    looks.found.set(0, failed("shop"));
    looks.found.add(problem(NotificationEvent.STALE, "lab", "").unsettled());
    assertThat(looks.look()).isEmpty();
    looks.found.add(
        new FoundProblem(
            "passing",
            NotificationEvent.FAILED,
            Severity.CRITICAL,
            "passing",
            List.of(),
            Notice.About.NOTHING,
            "",
            true));
    assertThat(looks.after(HOUR).look()).isEmpty();
    looks.found.remove(2);
    assertThat(looks.after(HOUR).look()).isEmpty();

    assertThat(looks.after(HOUR.multipliedBy(6)).look())
        .as("what still stands, and what was told and is gone")
        .containsExactlyInAnyOrder("ops: PROBLEM failed shop");
    looks.found.remove(1);
    assertThat(looks.after(A_WHILE).look()).containsExactly("ops: RECOVERED failed lab");
  }

  @Test
  void whatIsNotKnownAtTheMomentStaysAsItWas() {
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    looks.found.add(failed("shop").unsettled());
    assertThat(looks.look()).as("none is opened").isEmpty();
    looks.found.set(0, failed("shop"));
    assertThat(looks.look()).hasSize(1);
    looks.found.set(0, failed("shop").unsettled());
    assertThat(looks.look()).as("none is cleared").isEmpty();
    assertThat(looks.store.known().problems()).hasSize(1);
  }

  @Test
  void manyAtOnceAreOneMessageForPeopleAndEachForMachines() {
    looks.rows(
        channel("ops", "type", "slack", "settings", "{}", "secret", "env:DUMPWARDEN_SECRET_X"),
        channel("machine"),
        notificationRule("all", "ops,machine"));
    for (int i = 0; i < 8; i++) {
      looks.found.add(failed("server" + i));
    }
    assertThat(looks.look())
        .hasSize(9)
        .contains("ops: PROBLEM 8 new problems", "machine: PROBLEM failed server7");
    assertThat(looks.after(A_WHILE).look()).isEmpty();
    looks.found.clear();
    assertThat(looks.after(A_WHILE).look())
        .hasSize(9)
        .contains("ops: RECOVERED 8 problems are gone");
  }

  @Test
  void aSourceThatIsBrokenCostsNothingButItself() {
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    FoundProblem other =
        new FoundProblem(
            "more/disk",
            NotificationEvent.STORAGE_FULL,
            Severity.WARNING,
            "full",
            List.of(),
            Notice.About.NOTHING,
            "",
            true);
    looks.more = () -> List.of(other);
    assertThat(looks.look()).containsExactly("ops: PROBLEM full");
    looks.more =
        () -> {
          throw new IllegalStateException("broken");
        };
    looks.found.add(failed("shop"));
    assertThat(looks.after(A_WHILE).look()).containsExactly("ops: PROBLEM failed shop");
    looks.more = List::of;
    assertThat(looks.after(A_WHILE).look()).containsExactly("ops: RECOVERED full");
  }

  @Test
  void aRowThatIsWrongForAMomentEndsNothing() {
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    looks.found.add(failed("shop"));
    assertThat(looks.look()).hasSize(1);
    ConfigRow shop = SampleRows.server("shop", "port", "none");
    looks.found.clear();
    looks.instead(shop);
    assertThat(looks.after(A_WHILE).look()).as("a server's row").isEmpty();
    looks.found.add(failed("shop"));
    looks.rows(channel("ops"), notificationRule("all", "ops", "repeat_every", "often"));
    assertThat(looks.after(A_WHILE).look()).as("a rule's row").isEmpty();
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    assertThat(looks.after(A_WHILE).look()).as("it is corrected").isEmpty();
    looks.found.clear();
    assertThat(looks.after(A_WHILE).look()).containsExactly("ops: RECOVERED failed shop");
  }

  @Test
  void aClockThatWasAheadSilencesNothing() {
    looks.rows(channel("ops"), notificationRule("all", "ops", "repeat_every", "4h"));
    looks.found.add(failed("shop"));
    assertThat(looks.after(HOUR.multipliedBy(999)).look()).hasSize(1);
    looks.now = Looks.MONDAY;
    assertThat(looks.look()).containsExactly("ops: REPEATED failed shop");
    assertThat(looks.after(A_WHILE).look()).isEmpty();
  }

  @Test
  void whatFailedIsToldAgain() {
    looks.rows(channel("ops"), notificationRule("a", "ops"), notificationRule("b", "ops"));
    looks.found.add(failed("shop"));
    assertThat(looks.look()).hasSize(1);
    looks.store.fail();
    assertThat(looks.after(A_WHILE).look()).as("not at every look").isEmpty();
    assertThat(looks.after(HOUR).look()).containsExactly("ops: PROBLEM failed shop");
    assertThat(looks.after(HOUR).look()).as("that one got through").isEmpty();

    looks.store.fail();
    ConfigRow ops = channel("ops");
    looks.rows(
        new ConfigRow(ops.kind(), ops.id(), ops.fields(), 2, ops.createdAt(), looks.now),
        notificationRule("a", "ops"));
    assertThat(looks.look()).as("an hour is over").hasSize(1);
    looks.store.fail();
    looks.rows(
        new ConfigRow(
            ops.kind(), ops.id(), ops.fields(), 3, ops.createdAt(), looks.now.plusSeconds(1)),
        notificationRule("a", "ops"));
    assertThat(looks.after(A_WHILE).look()).as("the channel was corrected").hasSize(1);
    looks.store.fail();
    looks.found.clear();
    assertThat(looks.after(A_WHILE).look()).as("nobody knows of it").isEmpty();
    assertThat(looks.store.known().told()).isEmpty();
  }

  @Test
  void whatComesLaterIsToldWhatStands() {
    looks.rows();
    looks.found.add(failed("shop"));
    assertThat(looks.look()).isEmpty();
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    assertThat(looks.after(HOUR).look()).containsExactly("ops: PROBLEM failed shop");
    looks.rows(channel("ops"), channel("more"), notificationRule("all", "ops,more"));
    assertThat(looks.after(HOUR).look()).containsExactly("more: PROBLEM failed shop");
    looks.rows(
        channel("ops", "enabled", "false"), channel("more"), notificationRule("all", "more"));
    looks.found.clear();
    assertThat(looks.after(HOUR).look()).containsExactly("more: RECOVERED failed shop");
    assertThat(looks.store.known().told()).isEmpty();
  }

  @Test
  void anEndBecauseNobodyLooksAnyMoreSaysSo() {
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    looks.found.add(failed("gone"));
    looks.look();
    looks.found.clear();
    looks.after(HOUR).look();
    looks.found.add(failed("gone"));
    looks.look();
    assertThat(
            new NoticeText(new Routing(looks.config()), looks.now)
                .one(Notice.Kind.RECOVERED, looks.store.known().problems().get(0))
                .lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("disabled or removed");
  }

  @Test
  void aLookThatAnotherOvertookRecordsNothing() {
    looks.rows(channel("ops"), notificationRule("all", "ops"));
    looks.found.add(failed("shop"));
    Known before = looks.store.known();
    assertThat(looks.look()).hasSize(1);
    Changes late = new Changes();
    late.state("a", "b");
    assertThat(looks.store.record(before.look(), late, looks.now)).isFalse();
  }
}

package io.dumpwarden.notify;

import static io.dumpwarden.config.SampleRows.channel;
import static io.dumpwarden.config.SampleRows.notificationRule;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {

  private final Looks looks = new Looks();

  @Test
  void eachComesOnceAndTellsWhatItsRuleIsAbout() {
    looks.rows(
        channel("ops"),
        notificationRule("prod", "ops", "events", "digest-daily", "servers", "shop"),
        notificationRule("fleet", "ops", "events", "digest-weekly"));
    looks.found.add(Looks.failed("shop"));
    looks.found.add(Looks.failed("lab"));
    assertThat(looks.look()).as("nothing to count from yet").isEmpty();
    assertThat(looks.after(Duration.ofHours(21)).look()).isEmpty();

    looks.after(Duration.ofHours(2));
    new LookAgain().look();
    List<Draft> daily = looks.store.drafts();
    assertThat(daily).hasSize(1);
    assertThat(daily.get(0).notice().title()).isEqualTo("Daily digest: one problem stands");
    assertThat(daily.get(0).notice().lines())
        .first()
        .asString()
        .isEqualTo(
            "From 2026-10-05T08:00:00Z to 2026-10-06T08:00:00Z runs ended: 1 failed, 3 succeeded.");
    assertThat(looks.look()).isEmpty();

    assertThat(looks.after(Duration.ofDays(20)).look())
        .as("one of each after a long time")
        .containsExactlyInAnyOrder(
            "ops: DIGEST Daily digest: one problem stands",
            "ops: DIGEST Weekly digest: 2 problems stand");
  }

  @Test
  void oneThatFallsIntoQuietHoursWaits() {
    looks.rows(
        channel("ops"),
        notificationRule("r", "ops", "events", "digest-daily", "quiet_hours", "06:00-09:30"));
    assertThat(looks.look()).isEmpty();
    assertThat(looks.after(Duration.ofHours(22).plusMinutes(30)).look()).isEmpty();
    assertThat(looks.after(Duration.ofHours(1)).look())
        .containsExactly("ops: DIGEST Daily digest: nothing is wrong");
  }

  /** A look whose messages are read as they are. */
  private final class LookAgain {
    void look() {
      new Watch(
              new Watch.Sources(
                  List.of(Looks.source(() -> List.copyOf(looks.found), "run")),
                  looks,
                  List::of,
                  looks),
              looks::config,
              looks.store,
              () -> looks.now)
          .look();
    }
  }
}

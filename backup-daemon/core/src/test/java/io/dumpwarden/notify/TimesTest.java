package io.dumpwarden.notify;

import static io.dumpwarden.config.NotificationEvent.DIGEST_DAILY;
import static io.dumpwarden.config.NotificationEvent.DIGEST_WEEKLY;
import static io.dumpwarden.config.SampleRows.channel;
import static io.dumpwarden.config.SampleRows.notificationRule;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.NotificationRule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quiet hours, digests' times, pauses between attempts. */
class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "22:00-07:00 Europe/Berlin, 2026-07-01T20:00:00Z, true",
    "22:00-07:00 Europe/Berlin, 2026-07-01T19:59:59Z, false",
    "22:00-07:00 Europe/Berlin, 2026-07-01T04:59:59Z, true",
    "22:00-07:00 Europe/Berlin, 2026-07-01T05:00:00Z, false",
    "22:00-07:00 Europe/Berlin, 2026-12-01T05:30:00Z, true",
    "09:00-17:00, 2026-07-01T12:00:00Z, true",
    "09:00-17:00, 2026-07-01T17:00:00Z, false",
    ", 2026-07-01T12:00:00Z, false"
  })
  void quietHoursAreOfTheirZone(@Nullable String hours, Instant now, boolean quiet) {
    assertThat(Quiet.isQuiet(rule(hours), now)).isEqualTo(quiet);
  }

  @Test
  void digestsAreDueAtEightOfTheZone() {
    NotificationRule utc = rule(null);
    // a Thursday
    Instant morning = Instant.parse("2026-10-08T07:59:59Z");
    assertThat(DigestTimes.last(utc, DIGEST_DAILY, morning)).isEqualTo("2026-10-07T08:00:00Z");
    assertThat(DigestTimes.last(utc, DIGEST_DAILY, morning.plusSeconds(1)))
        .isEqualTo("2026-10-08T08:00:00Z");
    assertThat(DigestTimes.last(utc, DIGEST_WEEKLY, morning)).isEqualTo("2026-10-05T08:00:00Z");
    Instant monday = Instant.parse("2026-10-05T07:00:00Z");
    assertThat(DigestTimes.last(utc, DIGEST_WEEKLY, monday)).isEqualTo("2026-09-28T08:00:00Z");
    NotificationRule berlin = rule("22:00-07:00 Europe/Berlin");
    assertThat(DigestTimes.last(berlin, DIGEST_DAILY, morning)).isEqualTo("2026-10-08T06:00:00Z");
  }

  @Test
  void pausesDoubleUpToAnHourAndAreSpread() {
    assertThat(Backoff.after(1, 0.5)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(24));
    assertThat(Backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(36));
    assertThat(Backoff.after(3, 0.5)).isEqualTo(Duration.ofMinutes(2));
    assertThat(Backoff.after(9, 0.5)).isEqualTo(Duration.ofHours(1));
    assertThat(Backoff.after(5000, 0.5)).isEqualTo(Duration.ofHours(1));
  }

  private static NotificationRule rule(@Nullable String quietHours) {
    return new Looks()
        .rows(channel("ops"), notificationRule("r", "ops", "quiet_hours", quietHours))
        .config()
        .notificationRules()
        .get(0);
  }
}

package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aFixedTimeInTheGapFiresRightAfterItAndOnlyOnce() {
    FireTimes times = FireTimes.of("0,30 2 * * *", BERLIN);
    assertThat(times.next(Instant.parse("2026-03-28T22:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-03-30T00:00:00Z"));
  }

  @Test
  void aFixedTimeInTheOverlapFiresAtItsFirstOccurrence() {
    FireTimes times = FireTimes.of("30 2 * * *", BERLIN);
    assertThat(times.next(Instant.parse("2026-10-24T22:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    assertThat(times.previous(Instant.parse("2026-10-25T01:15:00Z")))
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void theSecondPassOfTheOverlapLooksAhead() {
    FireTimes times = FireTimes.of("30 2 * * *", BERLIN);
    assertThat(times.next(Instant.parse("2026-10-25T01:15:00Z")))
        .contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void lookingBackFromTheEndOfTheGapSeesNothingInIt() {
    FireTimes times = FireTimes.of("*/30 2 * * *", BERLIN);
    assertThat(times.previous(Instant.parse("2026-03-29T01:00:00Z")))
        .contains(Instant.parse("2026-03-28T01:30:00Z"));
  }

  @Test
  void anIntervalFiresInBothPassesOfTheOverlapAndSkipsTheGap() {
    FireTimes times = FireTimes.of("*/30 2 * * *", BERLIN);
    assertThat(times.next(Instant.parse("2026-10-24T22:00:00Z"), 4))
        .containsExactly(
            Instant.parse("2026-10-25T00:00:00Z"),
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T01:00:00Z"),
            Instant.parse("2026-10-25T01:30:00Z"));
    assertThat(times.next(Instant.parse("2026-03-28T22:00:00Z")))
        .contains(Instant.parse("2026-03-30T00:00:00Z"));
  }

  @Test
  void midnightThatDoesNotExistFiresWhenTheDayBegins() {
    FireTimes times = FireTimes.of("@daily", ZoneId.of("America/Santiago"));
    assertThat(times.next(Instant.parse("2026-09-05T12:00:00Z")))
        .contains(Instant.parse("2026-09-06T04:00:00Z"));
  }

  @Test
  void eitherDayFieldSufficesWhereBothAreRestricted() {
    FireTimes times = FireTimes.of("0 0 13 * FRI", ZoneOffset.UTC);
    assertThat(times.next(Instant.parse("2026-10-08T12:00:00Z"), 3))
        .containsExactly(
            Instant.parse("2026-10-09T00:00:00Z"),
            Instant.parse("2026-10-13T00:00:00Z"),
            Instant.parse("2026-10-16T00:00:00Z"));
    assertThat(times.describe()).isEqualTo("at 00:00 at 13 day or at Friday day");
  }

  @Test
  void aDayFieldWithAStarOnlyRestrictsFurther() {
    FireTimes times = FireTimes.of("0 0 */2 * MON", ZoneOffset.UTC);
    assertThat(times.next(Instant.parse("2026-10-01T12:00:00Z")))
        .contains(Instant.parse("2026-10-05T00:00:00Z"));
    assertThat(times.next(Instant.parse("2026-10-05T12:00:00Z")))
        .contains(Instant.parse("2026-10-19T00:00:00Z"));
  }

  @Test
  void theLeapDayIsFoundAlsoOverAYearThatHasNone() {
    FireTimes times = FireTimes.of("0 0 29 2 *", ZoneOffset.UTC);
    assertThat(times.next(Instant.parse("2096-03-01T00:00:00Z")))
        .contains(Instant.parse("2104-02-29T00:00:00Z"));
    assertThat(times.previous(Instant.parse("2104-02-28T00:00:00Z")))
        .contains(Instant.parse("2096-02-29T00:00:00Z"));
  }

  @Test
  void nextIsStrictlyAfterAndPreviousMayBeNow() {
    FireTimes times = FireTimes.of("0 * * * *", ZoneOffset.UTC);
    Instant fire = Instant.parse("2026-10-05T12:00:00Z");
    assertThat(times.next(fire)).contains(fire.plusSeconds(3600));
    assertThat(times.previous(fire)).contains(fire);
    assertThat(times.previous(fire.minusNanos(1))).contains(fire.minusSeconds(3600));
  }

  @Test
  void timesThatOnlyEverLieInGapsAreGivenUpOn() {
    FireTimes times = FireTimes.of("*/10 2 25-31 3 */7", BERLIN);
    assertThat(times.next(Instant.parse("2026-10-05T12:00:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 30 2 *", "0 0 31 4,6,9,11 *", "0 0 * *", "0 0 * * * *", "", "60 0 * * *",
        "0 24 * * *", "0 0 0 * *", "0 0 * 13 *", "0 0 * * 8", "0 0 ? * MON", "0 0 L * *",
        "0 0 * * 1#2", "@reboot", "@every 5m", "5/15 * * * *", "0 0 1,* * *", "*/0 * * * *",
        "0 22-2 * * *", "a b c d e", "1,,2 * * * *"
      })
  void whatCannotBeMeantIsRefusedInTheOperatorsWords(String cron) {
    assertThatThrownBy(() -> FireTimes.of(cron, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cron '" + cron + "' is not valid: ");
  }

  @Test
  void anAmbiguousStepSaysWhatToWrite() {
    assertThatThrownBy(() -> FireTimes.of("5/15 * * * *", ZoneOffset.UTC))
        .hasMessageContaining("write 5-59/15");
  }

  @ParameterizedTest
  @CsvSource({
    "@HOURLY,0 * * * *", "@daily,0 0 * * *", "@midnight,0 0 * * *", "@weekly,0 0 * * SUN",
    "@monthly,0 0 1 * *", "@yearly,0 0 1 jan *", "@annually,0 0 1 1 *", "0 0 * * 7,0 0 * * 0",
    "0 0 * * fri-sun,'0 0 * * 0,5,6'", " 5  4 * * * ,5 4 * * *", "0 0 * * 0-7,0 0 * * *"
  })
  void twoWaysToSayTheSame(String one, String other) {
    Instant from = Instant.parse("2026-10-05T12:00:00Z");
    List<Instant> fires = FireTimes.of(one, BERLIN).next(from, 20);
    assertThat(fires).hasSize(20).isEqualTo(FireTimes.of(other, BERLIN).next(from, 20));
  }

  @ParameterizedTest
  @CsvSource({
    "*/15 * * * *,PT15M",
    "@daily,PT24H",
    "@weekly,P7D",
    "@monthly,P31D",
    "@yearly,P366D",
    "0 9-17 * * MON-FRI,PT64H",
    "'0 1,13 * * *',PT12H",
    "0 0 29 2 *,P1461D",
    "5 3-4 * * *,PT23H"
  })
  void theLongestRegularWait(String cron, Duration expected) {
    FireTimes times = FireTimes.of(cron, BERLIN);
    assertThat(times.typicalInterval()).isEqualTo(expected);
  }

  @Test
  void wordsForPeople() {
    assertThat(FireTimes.of("30 1 * * MON-FRI", BERLIN).describe())
        .isEqualTo("at 01:30 every day between Monday and Friday");
    assertThat(FireTimes.of("*/15 * * * *", BERLIN).describe()).isEqualTo("every 15 minutes");
  }
}

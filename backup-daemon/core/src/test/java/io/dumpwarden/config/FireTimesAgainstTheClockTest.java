package io.dumpwarden.config;

import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.testing.Draw;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Fire times are what a clock shows that is watched minute by minute, changes of clock included.
 */
class FireTimesAgainstTheClockTest {

  private static final int TRIES = 1000;

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "America/Santiago",
          "Africa/Casablanca");

  /** Three days somewhere, mostly around a change of the clock. */
  record Window(ZoneId zone, Instant from, Instant to) {}

  record Moment(Window in, Instant now) {}

  @Test
  void nextGivesEveryFireInOrder() {
    forAll(
        TRIES,
        FireTimesAgainstTheClockTest::cron,
        FireTimesAgainstTheClockTest::window,
        (cron, in) -> {
          FireTimes times = FireTimes.of(cron.text(), in.zone());
          List<Instant> fires = new ArrayList<>();
          Optional<Instant> fire = times.next(in.from().minusNanos(1));
          while (fire.isPresent() && fire.get().isBefore(in.to())) {
            fires.add(fire.get());
            fire = times.next(fire.get());
          }
          assertThat(fires).isEqualTo(watched(cron, in));
        });
  }

  @Test
  void previousGivesTheSameFiresBackwards() {
    forAll(
        TRIES,
        FireTimesAgainstTheClockTest::cron,
        FireTimesAgainstTheClockTest::window,
        (cron, in) -> {
          FireTimes times = FireTimes.of(cron.text(), in.zone());
          List<Instant> fires = new ArrayList<>();
          Optional<Instant> fire = times.previous(in.to().minusNanos(1));
          while (fire.isPresent() && !fire.get().isBefore(in.from())) {
            fires.add(0, fire.get());
            fire = times.previous(fire.get().minusNanos(1));
          }
          assertThat(fires).isEqualTo(watched(cron, in));
        });
  }

  @Test
  void fromAnyInstantTheNeighboursAreFound() {
    forAll(
        TRIES,
        FireTimesAgainstTheClockTest::cron,
        FireTimesAgainstTheClockTest::moment,
        (cron, moment) -> {
          FireTimes times = FireTimes.of(cron.text(), moment.in().zone());
          Instant now = moment.now();
          List<Instant> fires = watched(cron, moment.in());
          Optional<Instant> next = fires.stream().filter(f -> f.isAfter(now)).findFirst();
          Optional<Instant> previous =
              fires.stream().filter(f -> !f.isAfter(now)).reduce((first, second) -> second);
          next.ifPresent(expected -> assertThat(times.next(now)).contains(expected));
          previous.ifPresent(expected -> assertThat(times.previous(now)).contains(expected));
        });
  }

  /** One that may fire in every month: not only on days that some months do not have. */
  private static CronSample cron(Draw draw) {
    CronSample cron = CronSample.any(draw);
    boolean comesEveryMonth = cron.day().values().stream().anyMatch(day -> day < 29);
    return comesEveryMonth ? cron : cron(draw);
  }

  private static Window window(Draw draw) {
    ZoneId zone = ZoneId.of(draw.of(ZONES));
    int hours = draw.between(0, 8 * 365 * 24);
    return window(zone, hours, draw.percent(75));
  }

  /** Within one or four hours of the change of the clock: there the neighbours are odd. */
  private static Moment moment(Draw draw) {
    Window in = window(draw);
    int around = draw.percent(50) ? 60 : 4 * 60;
    int minutes = 36 * 60 + draw.between(-around, around - 1);
    return new Moment(in, in.from().plus(minutes, ChronoUnit.MINUTES));
  }

  private static Window window(ZoneId zone, long hours, boolean aroundChange) {
    Instant at = Instant.parse("2022-01-01T00:00:00Z").plus(hours, ChronoUnit.HOURS);
    ZoneOffsetTransition change = zone.getRules().nextTransition(at);
    Instant middle = aroundChange && change != null ? change.getInstant() : at;
    return new Window(zone, middle.minus(36, ChronoUnit.HOURS), middle.plus(36, ChronoUnit.HOURS));
  }

  private static List<Instant> watched(CronSample cron, Window in) {
    return new WallClock(in.zone(), cron::matches, cron.interval()).fires(in.from(), in.to());
  }
}

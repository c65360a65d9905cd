package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Fire times are what a clock shows that is watched minute by minute, changes of clock included.
 */
class FireTimesAgainstTheClockTest {

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

  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
  void nextGivesEveryFireInOrder(@ForAll("crons") CronSample cron, @ForAll("windows") Window in) {
    FireTimes times = FireTimes.of(cron.text(), in.zone());
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> fire = times.next(in.from().minusNanos(1));
    while (fire.isPresent() && fire.get().isBefore(in.to())) {
      fires.add(fire.get());
      fire = times.next(fire.get());
    }
    assertThat(fires).isEqualTo(watched(cron, in));
  }

  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
  void previousGivesTheSameFiresBackwards(
      @ForAll("crons") CronSample cron, @ForAll("windows") Window in) {
    FireTimes times = FireTimes.of(cron.text(), in.zone());
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> fire = times.previous(in.to().minusNanos(1));
    while (fire.isPresent() && !fire.get().isBefore(in.from())) {
      fires.add(0, fire.get());
      fire = times.previous(fire.get().minusNanos(1));
    }
    assertThat(fires).isEqualTo(watched(cron, in));
  }

  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
  void fromAnyInstantTheNeighboursAreFound(
      @ForAll("crons") CronSample cron, @ForAll("windows") Window in, @ForAll int seed) {
    FireTimes times = FireTimes.of(cron.text(), in.zone());
    long nanos = Math.floorMod(seed * 7_919_000_000_003L, Duration.ofDays(3).toNanos());
    Instant now = in.from().plusNanos(nanos);
    List<Instant> fires = watched(cron, in);
    Optional<Instant> next = fires.stream().filter(f -> f.isAfter(now)).findFirst();
    Optional<Instant> previous =
        fires.stream().filter(f -> !f.isAfter(now)).reduce((first, second) -> second);
    next.ifPresent(expected -> assertThat(times.next(now)).contains(expected));
    previous.ifPresent(expected -> assertThat(times.previous(now)).contains(expected));
  }

  @Provide
  Arbitrary<CronSample> crons() {
    // without the days that no month has
    return CronSample.any().filter(cron -> cron.day().values().stream().anyMatch(d -> d < 29));
  }

  @Provide
  Arbitrary<Window> windows() {
    return Combinators.combine(
            Arbitraries.of(ZONES).map(ZoneId::of),
            Arbitraries.longs().between(0, Duration.ofDays(8 * 365).toHours()),
            Arbitraries.integers().between(0, 3))
        .as((zone, hours, pick) -> window(zone, hours, pick > 0));
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

package io.dumpwarden.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a schedule fires: a five-field cron expression read on the wall clock of a zone.
 *
 * <p><b>Expression.</b> Minute, hour, day of month, month, day of week (0 and 7 are Sunday), with
 * lists, ranges, steps over {@code *} or a range, and the English three-letter names; or {@code
 * @hourly}, {@code @daily}, {@code @midnight}, {@code @weekly}, {@code @monthly}, {@code @yearly},
 * {@code @annually}. Where both day fields are restricted, either one suffices; a day field that
 * starts with {@code *} (also {@code *}{@code /2}) restricts only further. This is what cron does.
 *
 * <p><b>Changes of the clock.</b> Expressions whose minute and hour both start with something other
 * than {@code *} name fixed times: one that a gap swallows fires at the first instant after the gap
 * (several of them once), one that an overlap repeats fires at its first occurrence only. All
 * others are intervals, and fire at every matching minute that the wall clock shows: twice where an
 * overlap shows it twice, never where a gap leaves it out. Cron's own rule.
 *
 * <p>Pure and immutable; equal where cron and zone are.
 */
public final class FireTimes {

  private final CronText text;
  private final ZoneId zone;
  private final CronFields fields;
  private final Firing firing;

  private FireTimes(CronText text, ZoneId zone) {
    this.text = text;
    this.zone = zone;
    this.fields = CronMasks.fields(text);
    this.firing =
        fields.interval()
            ? new IntervalFiring(fields, zone.getRules())
            : new FixedTimeFiring(fields, zone.getRules());
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException for operators: a malformed expression, or one whose date never
   *     comes, such as 30 February
   */
  public static FireTimes of(String cron, ZoneId zone) {
    return new FireTimes(CronText.parse(cron), zone);
  }

  /** The first fire strictly after the instant; empty where none comes in 45 years. */
  public Optional<Instant> next(Instant after) {
    return firing.next(after);
  }

  /** The first {@code count} fires strictly after the instant, in order. */
  public List<Instant> next(Instant after, int count) {
    List<Instant> fires = new ArrayList<>();
    Optional<Instant> fire = next(after);
    while (fires.size() < count && fire.isPresent()) {
      fires.add(fire.get());
      fire = next(fire.get());
    }
    return List.copyOf(fires);
  }

  /** The last fire at or before the instant; empty where there was none in 45 years. */
  public Optional<Instant> previous(Instant before) {
    return firing.previous(before);
  }

  /**
   * The longest regular wait between two fires, as the wall clock counts: a day for {@code @daily},
   * a weekend and the nights beside it for office hours on working days, 31 days for
   * {@code @monthly}. A good backup that is older has missed a fire.
   */
  public Duration typicalInterval() {
    int first = fields.firstMinuteFrom(0);
    int last = fields.lastMinuteUpTo(24 * 60 - 1);
    long longest = longestDaysBetweenDates() * 24 * 60 - last + first;
    for (int minute = first; minute < last; ) {
      int next = fields.firstMinuteFrom(minute + 1);
      longest = Math.max(longest, next - minute);
      minute = next;
    }
    return Duration.ofMinutes(longest);
  }

  private long longestDaysBetweenDates() {
    LocalDate day = LocalDate.of(2001, 1, 1);
    // two rounds of the calendar's 28 years, to see each pair of dates side by side
    LocalDate end = fields.repeatsWeekly() ? day.plusWeeks(3) : day.plusYears(56);
    long longest = 0;
    long previous = -1;
    for (; day.isBefore(end); day = day.plusDays(1)) {
      if (fields.matches(day)) {
        longest = previous < 0 ? longest : Math.max(longest, day.toEpochDay() - previous);
        previous = day.toEpochDay();
      }
    }
    return longest;
  }

  /** The expression in English words. */
  public String describe() {
    return text.describe(fields.eitherDay());
  }

  /** The expression as it was given. */
  public String cron() {
    return text.text();
  }

  public ZoneId zone() {
    return zone;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FireTimes that && cron().equals(that.cron()) && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return 31 * cron().hashCode() + zone.hashCode();
  }

  @Override
  public String toString() {
    return cron() + " " + zone;
  }
}

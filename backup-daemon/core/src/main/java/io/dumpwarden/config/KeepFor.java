package io.dumpwarden.config;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a copy is kept: a whole number of hours ({@code 72h}), days ({@code 30d}), weeks ({@code
 * 12w}), months ({@code 6M}) or years ({@code 2y}). Months and years are those of the calendar, in
 * UTC.
 */
public record KeepFor(int amount, ChronoUnit unit) {

  private static final Pattern TEXT = Pattern.compile("0*([1-9]\\d{0,4})([hdwMy])");

  public KeepFor {
    if (amount < 1) {
      throw new IllegalArgumentException("a copy is kept for at least one " + unit);
    }
    letter(unit);
  }

  /**
   * Reads a text such as {@code 30d}.
   *
   * @throws IllegalArgumentException naming the units; also for a number without one, because what
   *     it would mean is a guess
   */
  public static KeepFor parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          ("'%s' is not an age: write a number from 1 to 99999 and a unit: h (hours), d (days),"
                  + " w (weeks), M (months) or y (years), as in 30d")
              .formatted(text));
    }
    return new KeepFor(Integer.parseInt(matcher.group(1)), unit(matcher.group(2).charAt(0)));
  }

  /** Copies older than this are too old at {@code now}. */
  public Instant cutoff(Instant now) {
    return now.atZone(ZoneOffset.UTC).minus(amount, unit).toInstant();
  }

  /** The text that {@link #parse} reads as this. */
  @Override
  public String toString() {
    return amount + String.valueOf(letter(unit));
  }

  private static ChronoUnit unit(char letter) {
    return switch (letter) {
      case 'h' -> ChronoUnit.HOURS;
      case 'd' -> ChronoUnit.DAYS;
      case 'w' -> ChronoUnit.WEEKS;
      case 'M' -> ChronoUnit.MONTHS;
      default -> ChronoUnit.YEARS;
    };
  }

  private static char letter(ChronoUnit unit) {
    return switch (unit) {
      case HOURS -> 'h';
      case DAYS -> 'd';
      case WEEKS -> 'w';
      case MONTHS -> 'M';
      case YEARS -> 'y';
      default -> throw new IllegalArgumentException("copies are not kept by the " + unit);
    };
  }
}

package io.dumpwarden.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as columns hold them: a whole number and one of the units s, m, h, d ({@code 90s}). */
public final class Durations {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})([smhd])");

  /** Beyond it lie typing errors, and dates that databases do not know. */
  private static final Duration LONGEST = Duration.ofDays(3660);

  private Durations() {}

  /**
   * Reads {@code 90s}, {@code 15m}, {@code 6h} or {@code 2d}; a day is 24 hours.
   *
   * @throws IllegalArgumentException saying which texts are understood
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a duration: write a number and a unit, as in 90s, 15m, 6h or 2d"
              .formatted(text));
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration = Duration.ofSeconds(amount * secondsPer(matcher.group(2).charAt(0)));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("'%s' is longer than ten years".formatted(text));
    }
    return duration;
  }

  /**
   * The shortest text that {@link #parse} reads as this duration; parts of a second are dropped.
   */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    for (char unit : new char[] {'d', 'h', 'm'}) {
      if (seconds != 0 && seconds % secondsPer(unit) == 0) {
        return seconds / secondsPer(unit) + String.valueOf(unit);
      }
    }
    return seconds + "s";
  }

  private static long secondsPer(char unit) {
    return switch (unit) {
      case 'm' -> 60;
      case 'h' -> 3_600;
      case 'd' -> 86_400;
      default -> 1;
    };
  }
}

package io.dumpwarden.config;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of each day in which nobody is told; what happens in it is told at its end.
 *
 * @param to before {@code from} where it goes over midnight
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})(?:\\s+(\\S+))?");

  /**
   * Reads {@code 22:00-07:00 Europe/Berlin}; UTC where no zone is given.
   *
   * @throws IllegalArgumentException saying which texts are understood
   */
  public static QuietHours parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no span of a day such as 22:00-07:00 Europe/Berlin".formatted(text));
    }
    LocalTime from = time(matcher.group(1));
    LocalTime to = time(matcher.group(2));
    if (from.equals(to)) {
      throw new IllegalArgumentException("begins and ends at the same time: nobody would be told");
    }
    String zone = matcher.group(3);
    return new QuietHours(from, to, zone == null ? ZoneOffset.UTC : ScheduleParser.zone(zone));
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' is no time of a day".formatted(text), e);
    }
  }
}

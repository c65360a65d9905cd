package io.dumpwarden.admin.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The days that a list is filtered by, {@code from} and {@code until}, both of them included, in
 * the zone of whoever looks.
 *
 * @param until the end of the last day
 * @param errors what cannot be read, by field; it filters nothing then
 */
record DaySpan(@Nullable Instant from, @Nullable Instant until, Map<String, String> errors) {

  static DaySpan of(HistoryQuery query, ZoneId zone) {
    Map<String, String> errors = new LinkedHashMap<>();
    LocalDate first = day(query, "from", errors);
    LocalDate last = day(query, "until", errors);
    if (first != null && last != null && last.isBefore(first)) {
      errors.put("until", "is before the first day");
    }
    return new DaySpan(
        first == null ? null : first.atStartOfDay(zone).toInstant(),
        last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
        errors);
  }

  private static @Nullable LocalDate day(
      HistoryQuery query, String name, Map<String, String> errors) {
    String word = query.word(name);
    try {
      // the store's times have four digits for the year
      LocalDate day = word == null ? null : LocalDate.parse(word);
      if (day != null && (day.getYear() < 1000 || day.getYear() > 9998)) {
        errors.put(name, "no such year");
        return null;
      }
      return day;
    } catch (DateTimeParseException e) {
      errors.put(name, "write a day as 2026-01-31");
      return null;
    }
  }
}

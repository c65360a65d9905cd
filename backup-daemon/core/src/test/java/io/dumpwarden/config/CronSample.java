package io.dumpwarden.config;

import io.dumpwarden.testing.Draw;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cron expression together with the values it was made from, so that no parser is needed. */
record CronSample(Field minute, Field hour, Field day, Field month, Field weekday) {

  /**
   * One field: its text, the values that the text stands for, and whether it starts with a star.
   */
  record Field(String text, Set<Integer> values, boolean star) {}

  String text() {
    return List.of(minute, hour, day, month, weekday).stream()
        .map(Field::text)
        .collect(Collectors.joining(" "));
  }

  boolean interval() {
    return minute.star() || hour.star();
  }

  boolean matches(LocalDateTime time) {
    boolean byDay = day.values().contains(time.getDayOfMonth());
    boolean byWeekday = weekday.values().contains(time.getDayOfWeek().getValue() % 7);
    boolean date = day.star() || weekday.star() ? byDay && byWeekday : byDay || byWeekday;
    return date
        && month.values().contains(time.getMonthValue())
        && hour.values().contains(time.getHour())
        && minute.values().contains(time.getMinute());
  }

  static CronSample any(Draw draw) {
    return new CronSample(
        field(draw, 0, 59),
        // the hours in which clocks are put forward and back
        switch (draw.between(0, 2)) {
          case 0 -> list(draw, 0, 3);
          case 1 -> range(draw, 0, 3);
          default -> field(draw, 0, 23);
        },
        draw.percent(50) ? star(1, 31) : field(draw, 1, 31),
        star(1, 12),
        draw.percent(50) ? star(0, 6) : field(draw, 0, 6));
  }

  private static Field field(Draw draw, int min, int max) {
    return switch (draw.between(0, 7)) {
      case 0, 1 -> star(min, max);
      case 2 -> steps(draw, min, max);
      case 3, 4, 5 -> list(draw, min, max);
      default -> range(draw, min, max);
    };
  }

  private static Field star(int min, int max) {
    return new Field("*", values(min, max, 1), true);
  }

  private static Field steps(Draw draw, int min, int max) {
    int step = draw.between(2, Math.max(2, max));
    return new Field("*/" + step, values(min, max, step), true);
  }

  private static Field list(Draw draw, int min, int max) {
    List<Integer> values = draw.list(1, 4, d -> value(d, min, max));
    return new Field(
        values.stream().map(String::valueOf).collect(Collectors.joining(",")),
        new TreeSet<>(values),
        false);
  }

  private static Field range(Draw draw, int min, int max) {
    int a = value(draw, min, max);
    int b = value(draw, min, max);
    int step = draw.between(1, 5);
    int from = Math.min(a, b);
    int to = Math.max(a, b);
    return new Field(
        from + "-" + to + (step == 1 ? "" : "/" + step), values(from, to, step), false);
  }

  /** The ends more often than the rest: clocks change between the last minute and the first. */
  private static int value(Draw draw, int min, int max) {
    return draw.percent(25) ? draw.of(List.of(min, max)) : draw.between(min, max);
  }

  private static Set<Integer> values(int from, int to, int step) {
    return IntStream.iterate(from, v -> v <= to, v -> v + step).boxed().collect(Collectors.toSet());
  }
}

package io.dumpwarden.config;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

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

  static Arbitrary<CronSample> any() {
    return Combinators.combine(
            field(0, 59),
            // the hours in which clocks are put forward and back
            Arbitraries.oneOf(field(0, 23), list(0, 3), range(0, 3)),
            Arbitraries.oneOf(star(1, 31), field(1, 31)),
            star(1, 12),
            Arbitraries.oneOf(star(0, 6), field(0, 6)))
        .as(CronSample::new);
  }

  private static Arbitrary<Field> field(int min, int max) {
    return Arbitraries.frequencyOf(
        Tuple.of(2, star(min, max)),
        Tuple.of(1, steps(min, max)),
        Tuple.of(3, list(min, max)),
        Tuple.of(2, range(min, max)));
  }

  private static Arbitrary<Field> star(int min, int max) {
    return Arbitraries.just(new Field("*", values(min, max, 1), true));
  }

  private static Arbitrary<Field> steps(int min, int max) {
    return Arbitraries.integers()
        .between(2, Math.max(2, max))
        .map(step -> new Field("*/" + step, values(min, max, step), true));
  }

  private static Arbitrary<Field> list(int min, int max) {
    Function<List<Integer>, Field> join =
        values ->
            new Field(
                values.stream().map(String::valueOf).collect(Collectors.joining(",")),
                new TreeSet<>(values),
                false);
    return Arbitraries.integers().between(min, max).list().ofMinSize(1).ofMaxSize(4).map(join);
  }

  private static Arbitrary<Field> range(int min, int max) {
    return Combinators.combine(
            Arbitraries.integers().between(min, max),
            Arbitraries.integers().between(min, max),
            Arbitraries.integers().between(1, 5))
        .as(
            (a, b, step) -> {
              int from = Math.min(a, b);
              int to = Math.max(a, b);
              return new Field(
                  from + "-" + to + (step == 1 ? "" : "/" + step), values(from, to, step), false);
            });
  }

  private static Set<Integer> values(int from, int to, int step) {
    return IntStream.iterate(from, v -> v <= to, v -> v + step).boxed().collect(Collectors.toSet());
  }
}

package io.dumpwarden.form;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row and what is known about it.
 *
 * @param problem what is wrong with it; null where nothing is
 * @param nextFireAt when a schedule that can run fires next; null for everything else
 */
public record ShownRow(ConfigRow row, @Nullable String problem, @Nullable Instant nextFireAt) {

  /**
   * The rows of a kind, by key.
   *
   * @param all the rows of all kinds, as of one moment
   */
  public static List<ShownRow> all(
      RowForm form, List<ConfigRow> all, List<RowState> seen, Instant now) {
    ConfigSnapshot snapshot = ConfigSnapshot.of(all);
    Map<RowRef, RowState> states = states(seen);
    return all.stream()
        .filter(row -> row.kind() == form.kind())
        .sorted(Comparator.comparing(ConfigRow::key))
        .map(row -> of(row, form, snapshot, states, now))
        .toList();
  }

  /**
   * One row.
   *
   * @param all the rows of all kinds
   */
  public static ShownRow of(
      ConfigRow row, RowForm form, List<ConfigRow> all, List<RowState> seen, Instant now) {
    return of(row, form, ConfigSnapshot.of(all), states(seen), now);
  }

  private static Map<RowRef, RowState> states(List<RowState> seen) {
    return seen.stream().collect(Collectors.toMap(RowState::row, Function.identity()));
  }

  private static ShownRow of(
      ConfigRow row,
      RowForm form,
      ConfigSnapshot snapshot,
      Map<RowRef, RowState> states,
      Instant now) {
    List<Problem> problems = snapshot.problems().getOrDefault(row.ref(), List.of());
    String problem =
        problems.isEmpty()
            ? seenByDaemon(row, Optional.ofNullable(states.get(row.ref())))
            : problems.stream().map(form::describe).collect(Collectors.joining("; "));
    return new ShownRow(row, problem, nextFire(row, snapshot, now));
  }

  /** What the daemon said of this very version. */
  private static @Nullable String seenByDaemon(ConfigRow row, Optional<RowState> state) {
    return state.filter(s -> s.seenVersion() == row.version()).map(RowState::problem).orElse(null);
  }

  private static @Nullable Instant nextFire(ConfigRow row, ConfigSnapshot snapshot, Instant now) {
    return snapshot.runnable().stream()
        .filter(schedule -> isOf(row, schedule))
        .findFirst()
        .flatMap(Schedule::firing)
        .flatMap(firing -> firing.next(now))
        .orElse(null);
  }

  private static boolean isOf(ConfigRow row, Schedule schedule) {
    return row.kind() == ConfigKind.SCHEDULE && row.key().equals(schedule.name());
  }
}

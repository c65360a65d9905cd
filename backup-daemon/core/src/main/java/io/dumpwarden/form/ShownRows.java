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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one moment, with what is known about them. */
public final class ShownRows {

  private final List<ConfigRow> all;
  private final ConfigSnapshot snapshot;
  private final Map<RowRef, RowState> states;
  private final Map<String, Schedule> runnable;
  private final Instant now;

  private ShownRows(ConfigSnapshot snapshot, List<RowState> seen, Instant now) {
    this.all = snapshot.rows();
    this.snapshot = snapshot;
    this.states = seen.stream().collect(Collectors.toMap(RowState::row, Function.identity()));
    this.runnable = snapshot.runnable().stream().collect(Collectors.toMap(Schedule::name, s -> s));
    this.now = now;
  }

  /**
   * @param all the rows of all kinds, as of one moment
   * @param seen what the daemon last saw of them
   */
  public static ShownRows of(List<ConfigRow> all, List<RowState> seen, Instant now) {
    return new ShownRows(ConfigSnapshot.of(all), seen, now);
  }

  /**
   * @param snapshot the rows of all kinds, as of one moment, read into values already
   * @param seen what the daemon last saw of them
   */
  public static ShownRows of(ConfigSnapshot snapshot, List<RowState> seen, Instant now) {
    return new ShownRows(snapshot, seen, now);
  }

  /** The rows of a kind, by key. */
  public List<ShownRow> all(RowForm form) {
    return sorted(form).map(row -> of(form, row)).toList();
  }

  /**
   * Some rows of a kind, by key.
   *
   * @param after only those whose keys come after this one; null for the first ones
   */
  public List<ShownRow> page(RowForm form, @Nullable String after, int limit) {
    return sorted(form)
        .filter(row -> after == null || row.key().compareTo(after) > 0)
        .limit(limit)
        .map(row -> of(form, row))
        .toList();
  }

  private Stream<ConfigRow> sorted(RowForm form) {
    return all.stream()
        .filter(row -> row.kind() == form.kind())
        .sorted(Comparator.comparing(ConfigRow::key));
  }

  /** One of the rows. */
  public ShownRow of(RowForm form, ConfigRow row) {
    List<Problem> problems = snapshot.problems().getOrDefault(row.ref(), List.of());
    String problem =
        problems.isEmpty()
            ? seenByDaemon(row)
            : problems.stream().map(form::describe).collect(Collectors.joining("; "));
    return new ShownRow(row, problem, nextFire(row));
  }

  /** What the daemon said of this very version. */
  private @Nullable String seenByDaemon(ConfigRow row) {
    RowState state = states.get(row.ref());
    return state != null && state.seenVersion() == row.version() ? state.problem() : null;
  }

  private @Nullable Instant nextFire(ConfigRow row) {
    if (row.kind() != ConfigKind.SCHEDULE || snapshot.settings().paused()) {
      return null;
    }
    Schedule schedule = runnable.get(row.key());
    return schedule == null
        ? null
        : schedule.firing().flatMap(firing -> firing.next(now)).orElse(null);
  }
}

package io.dumpwarden.form;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.RowState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row and what is known about it.
 *
 * @param problem what is wrong with it; null where nothing is
 * @param nextFireAt when a schedule that can run fires next; null for everything else, and while
 *     all schedules are paused
 */
public record ShownRow(ConfigRow row, @Nullable String problem, @Nullable Instant nextFireAt) {

  /**
   * The rows of a kind, by key.
   *
   * @param all the rows of all kinds, as of one moment
   */
  public static List<ShownRow> all(
      RowForm form, List<ConfigRow> all, List<RowState> seen, Instant now) {
    return ShownRows.of(all, seen, now).all(form);
  }

  /**
   * One row.
   *
   * @param all the rows of all kinds
   */
  public static ShownRow of(
      ConfigRow row, RowForm form, List<ConfigRow> all, List<RowState> seen, Instant now) {
    return ShownRows.of(all, seen, now).of(form, row);
  }
}

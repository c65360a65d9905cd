package io.dumpwarden.admin.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the address of the next page; null on the last
 */
public record HistoryPart<T>(HistoryQuery query, List<T> rows, @Nullable String next) {

  public HistoryPart {
    rows = List.copyOf(rows);
  }

  /**
   * @param found one row more than are shown, where there are more
   */
  static <T> HistoryPart<T> of(HistoryQuery query, List<T> found, Function<T, String> id) {
    if (found.size() <= HistoryQuery.ROWS) {
      return new HistoryPart<>(query, found, null);
    }
    List<T> shown = found.subList(0, HistoryQuery.ROWS);
    return new HistoryPart<>(query, shown, query.after(id.apply(shown.get(shown.size() - 1))));
  }

  /** The same rows, shown otherwise. */
  <R> HistoryPart<R> map(Function<T, R> shown) {
    return new HistoryPart<>(query, rows.stream().map(shown).toList(), next);
  }
}

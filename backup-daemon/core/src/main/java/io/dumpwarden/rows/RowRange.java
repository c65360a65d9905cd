package io.dumpwarden.rows;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table are read.
 *
 * @param condition what they fulfil, as SQL that stands behind WHERE; null for all rows
 * @param key name of the key to read them by, unquoted; null to leave it to the optimizer
 * @param order as SQL that stands behind ORDER BY; null for none
 */
public record RowRange(@Nullable String condition, @Nullable String key, @Nullable String order) {

  public static final RowRange ALL = new RowRange(null, null, null);

  /** The same with a blank in front, as it stands behind the name of a table. */
  String sql() {
    return (key == null ? "" : " FORCE INDEX (" + ColumnPlan.quoted(key) + ")")
        + (condition == null ? "" : " WHERE " + condition)
        + (order == null ? "" : " ORDER BY " + order);
  }
}

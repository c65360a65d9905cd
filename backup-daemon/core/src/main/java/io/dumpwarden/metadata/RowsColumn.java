package io.dumpwarden.metadata;

import io.dumpwarden.dump.RowsProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far tables are, as JSON in the column {@code table_progress}. */
final class RowsColumn {

  private static final Logger LOG = LoggerFactory.getLogger(RowsColumn.class);

  private RowsColumn() {}

  static @Nullable String write(RowsProgress rows) {
    return rows.known() ? Json.write(rows) : null;
  }

  /** A newer release may write something else there, which is no reason to lose the row. */
  static RowsProgress read(ResultSet row) throws SQLException {
    String json = row.getString("table_progress");
    try {
      return json == null ? RowsProgress.NONE : Json.value(json, RowsProgress.class);
    } catch (IllegalStateException e) {
      LOG.debug("progress that this release cannot read", e);
      return RowsProgress.NONE;
    }
  }
}

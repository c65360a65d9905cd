package io.dumpwarden.drill;

import io.dumpwarden.script.RowCounter;
import io.dumpwarden.script.ScriptTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that a dump inserts, counted as it passes. For one thread. */
final class DumpedRows {

  private final RowCounter counter = new RowCounter();
  private @Nullable Map<ScriptTable, Long> rows;

  void see(byte[] bytes, int offset, int length) {
    counter.see(bytes, offset, length);
  }

  /**
   * The rows of a table, to be asked when all was seen; null where the dump neither makes nor fills
   * it.
   */
  @Nullable Long of(String database, String table) {
    if (rows == null) {
      rows = counter.rows();
    }
    return rows.get(new ScriptTable(database, table));
  }
}

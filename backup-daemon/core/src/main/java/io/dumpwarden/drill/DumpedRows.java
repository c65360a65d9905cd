package io.dumpwarden.drill;

import io.dumpwarden.script.RowCounter;
import io.dumpwarden.script.ScriptTable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that a dump inserts, counted as it passes. For one thread. */
final class DumpedRows {

  private final RowCounter counter = new RowCounter();
  private @Nullable Map<ScriptTable, Long> rows;

  /** Adds rows that were counted elsewhere, after all was seen. */
  void add(String database, String table, long count) {
    all().merge(new ScriptTable(database, table), count, Long::sum);
  }

  /** Says how many they are, after all was seen. */
  void set(String database, String table, long count) {
    all().put(new ScriptTable(database, table), count);
  }

  void see(byte[] bytes, int offset, int length) {
    counter.see(bytes, offset, length);
  }

  /**
   * The rows of a table, to be asked when all was seen; null where the dump neither makes nor fills
   * it.
   */
  @Nullable Long of(String database, String table) {
    return all().get(new ScriptTable(database, table));
  }

  private Map<ScriptTable, Long> all() {
    Map<ScriptTable, Long> known = rows;
    if (known == null) {
      known = new HashMap<>(counter.rows());
      rows = known;
    }
    return known;
  }
}

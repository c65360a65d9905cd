package io.dumpwarden.chunk;

import static java.util.stream.Collectors.joining;

import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.KeyFacts;
import io.dumpwarden.source.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The key that a table is cut by.
 *
 * @param columns as many from its start as ranges can be told by; at least one
 * @param order all of its columns, quoted, as SQL behind ORDER BY
 */
record TableKey(String name, List<KeyColumn> columns, String order) {

  private static final Set<String> ENGINES =
      Set.of("innodb", "myisam", "aria", "rocksdb", "tokudb");

  /** They find nothing in some ranges of text, such as UCS-2 in the first of two columns. */
  private static final Set<String> WITHOUT_TEXT = Set.of("myisam", "aria");

  /**
   * The primary key, or another unique one. Empty where there is none to use, and for tables with
   * history: a key's ranges say nothing of rows that are gone.
   */
  static Optional<TableKey> of(TableShape table) {
    String engine = table.engine();
    if (engine == null
        || table.systemVersioned()
        || !ENGINES.contains(engine.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return table.keys().stream()
        .filter(key -> key.unique() && key.whole())
        .map(key -> of(key, table))
        .filter(key -> !key.columns().isEmpty())
        .findFirst();
  }

  private static TableKey of(KeyFacts key, TableShape table) {
    List<KeyColumn> usable = new ArrayList<>();
    for (String name : key.columns()) {
      Optional<KeyColumn> column =
          column(name, table)
              .filter(found -> found.characterSet() == null || ordersText(table))
              .flatMap(KeyColumn::of);
      if (column.isEmpty()) {
        break;
      }
      usable.add(column.get());
    }
    String order = key.columns().stream().map(KeyColumn::quoted).collect(joining(","));
    return new TableKey(key.name(), List.copyOf(usable), order);
  }

  private static boolean ordersText(TableShape table) {
    String engine = table.engine();
    return engine != null && !WITHOUT_TEXT.contains(engine.toLowerCase(Locale.ROOT));
  }

  private static Optional<ColumnFacts> column(String name, TableShape table) {
    return table.columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }
}

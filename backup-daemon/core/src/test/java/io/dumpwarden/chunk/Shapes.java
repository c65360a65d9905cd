package io.dumpwarden.chunk;

import io.dumpwarden.source.ColumnFacts;
import io.dumpwarden.source.KeyFacts;
import io.dumpwarden.source.TableShape;
import java.util.List;

/** Tables that no server has. */
final class Shapes {

  private Shapes() {}

  static TableShape heap(String name, long rows, long bytes) {
    return of(name, List.of(column("a", "int")), List.of(), rows, bytes);
  }

  static TableShape of(
      String name, List<ColumnFacts> columns, List<KeyFacts> keys, long rows, long bytes) {
    return new TableShape("shop", name, "InnoDB", columns, keys, rows, bytes, false);
  }

  static ColumnFacts column(String name, String type) {
    return new ColumnFacts(name, type, type, null, false, false, null);
  }

  static ColumnFacts text(String name, String characterSet) {
    return new ColumnFacts(name, "varchar", "varchar(90)", characterSet, false, false, null);
  }

  static KeyFacts key(String name, boolean unique, boolean whole, String... columns) {
    return new KeyFacts(name, unique, whole, List.of(columns));
  }
}

package io.dumpwarden.source;

import java.util.List;

/**
 * A key of a table.
 *
 * @param columns in its order
 * @param whole whether it covers its columns' full values: no prefix, no expression, no nulls
 */
public record KeyFacts(String name, boolean unique, boolean whole, List<String> columns) {

  public KeyFacts {
    columns = List.copyOf(columns);
  }
}

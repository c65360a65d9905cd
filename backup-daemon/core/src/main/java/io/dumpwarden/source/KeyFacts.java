package io.dumpwarden.source;

import java.util.List;

/**
 * A key of a table.
 *
 * @param columns in its order; parts that are expressions are missing
 * @param whole whether rows can be read in its order by their columns' full values: no prefix, no
 *     expression, no nulls, not hidden from the optimizer, a tree, in one direction
 */
public record KeyFacts(String name, boolean unique, boolean whole, List<String> columns) {

  public KeyFacts {
    columns = List.copyOf(columns);
  }
}

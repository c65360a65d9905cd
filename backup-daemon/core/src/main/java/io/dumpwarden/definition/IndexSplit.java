package io.dumpwarden.definition;

import java.util.List;
import java.util.Optional;

/**
 * A table's statement in parts, so that its rows can be loaded before its secondary indexes are
 * built. Executed in their order, they make the table as the whole statement does.
 *
 * @param create the statement without what follows
 * @param indexes statements that add secondary indexes, once the rows are there
 * @param foreignKeys statements that add the foreign keys, once all tables are there
 */
public record IndexSplit(String create, List<String> indexes, List<String> foreignKeys) {

  public IndexSplit {
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /**
   * Splits the statement of an InnoDB table.
   *
   * @param createTable as {@code SHOW CREATE TABLE} gives it, with or without a delimiter
   * @return empty where there is nothing to split off, or it is not known to be safe
   */
  public static Optional<IndexSplit> of(String createTable) {
    return Optional.empty();
  }
}

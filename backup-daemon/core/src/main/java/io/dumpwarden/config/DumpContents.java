package io.dumpwarden.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * What of the selected databases goes into a dump.
 *
 * @param structureOnly no table's rows
 * @param excludeTables tables and views that are left out whole
 * @param excludeTableData tables whose rows are left out
 * @param users whether accounts and their grants are written beside the dump
 */
public record DumpContents(
    boolean structureOnly,
    List<TableGlob> excludeTables,
    List<TableGlob> excludeTableData,
    boolean users) {

  /** Everything there is. */
  public static final DumpContents ALL = new DumpContents(false, List.of(), List.of(), true);

  public DumpContents {
    excludeTables = List.copyOf(excludeTables);
    excludeTableData = List.copyOf(excludeTableData);
  }

  /** What is left out, whole or without its rows, and is written out in full. */
  public List<TableGlob> excludedByName() {
    return Stream.concat(excludeTables.stream(), excludeTableData.stream())
        .filter(TableGlob::isPlain)
        .distinct()
        .toList();
  }

  /** Whether it is left out whole, on request or as one of our own. */
  public boolean excludesTable(String database, String table) {
    return OwnTables.has(table) || namesTable(database, table);
  }

  /** Whether somebody asked to leave it out whole. */
  public boolean namesTable(String database, String table) {
    return excludeTables.stream().anyMatch(glob -> glob.matches(database, table));
  }

  /** Whether a table's rows are left out, while its definition stays. */
  public boolean excludesDataOf(String database, String table) {
    return structureOnly || excludeTableData.stream().anyMatch(g -> g.matches(database, table));
  }
}

package io.dumpwarden.backup;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ObjectKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds tables that were to be left out by name and are not there: most likely misspelt. */
final class UnknownTables {

  private static final Set<ObjectKind> TABLES =
      Set.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.SEQUENCE);

  private UnknownTables() {}

  /** Those of the databases that are dumped, as {@code database.table}. */
  static List<String> of(DumpContents contents, List<Inventory> inventories) {
    return inventories.stream().flatMap(there -> of(contents, there)).toList();
  }

  static String message(String names) {
    return "to be left out and not there, as far as the backup account sees: tables " + names;
  }

  private static Stream<String> of(DumpContents contents, Inventory there) {
    return contents.excludedByName().stream()
        .filter(glob -> glob.database().matches(there.database()))
        .map(TableGlob::table)
        .filter(
            table ->
                TABLES.stream().flatMap(k -> there.names(k).stream()).noneMatch(table::matches))
        .map(table -> there.database() + "." + table.plainName());
  }
}

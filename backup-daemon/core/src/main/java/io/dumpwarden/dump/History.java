package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * The former rows of system-versioned tables: in the dump where they can be.
 *
 * @param options for the tool
 * @param warnings which tables' history the dump lacks, and why
 */
record History(List<String> options, List<String> warnings) {

  private static final History NONE = new History(List.of(), List.of());

  /** Servers before 10.11 do not take them back. */
  static History of(DumpRequest request, TableChoice choice, ToolOptions tool) {
    List<String> versioned = new ArrayList<>();
    List<String> byTransaction = new ArrayList<>();
    for (Inventory inventory : request.inventories()) {
      for (TableFacts table : inventory.tables()) {
        TableName name = new TableName(inventory.database(), table.name());
        if (table.systemVersioned() && choice.hasRows(name)) {
          (table.historyByTransaction() ? byTransaction : versioned).add(name.key());
        }
      }
    }
    if (request.what().contents().structureOnly()
        || versioned.isEmpty() && byTransaction.isEmpty()) {
      return NONE;
    }
    boolean serverCan =
        request.server().flavor() == Flavor.MARIADB && request.server().release().atLeast(10, 11);
    if (tool.has(ToolOptions.DUMP_HISTORY) && serverCan && byTransaction.isEmpty()) {
      return new History(List.of("--" + ToolOptions.DUMP_HISTORY), List.of());
    }
    List<String> all = new ArrayList<>(versioned);
    all.addAll(byTransaction);
    return new History(List.of(), List.of(warning(all, byTransaction)));
  }

  private static String warning(List<String> tables, List<String> byTransaction) {
    String why =
        byTransaction.isEmpty()
            ? "it takes mariadb-dump and a server of 10.11 or later"
            : "dump tools refuse the history that is told by transactions, of "
                + String.join(", ", byTransaction);
    return "the former rows of system-versioned tables are not in the dump (%s): %s"
        .formatted(String.join(", ", tables), why);
  }
}

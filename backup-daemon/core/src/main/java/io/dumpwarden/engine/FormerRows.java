package io.dumpwarden.engine;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.TableChoice;
import io.dumpwarden.dump.TableName;
import io.dumpwarden.rows.History;
import io.dumpwarden.rows.HistoryQuery;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.source.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The former rows of system-versioned tables: in the dump where a server takes them back.
 *
 * @param columns that tell since when and until when, by table; others are dumped without theirs
 */
record FormerRows(Map<TableName, History> columns) {

  static FormerRows read(Connection connection, DumpRequest request, List<TableShape> tables)
      throws SQLException {
    Map<TableName, History> columns = new HashMap<>();
    if (areTakenBack(request)) {
      for (TableShape table : tables) {
        if (table.systemVersioned()) {
          columns.put(name(table), new HistoryQuery().of(connection, table));
        }
      }
    }
    return new FormerRows(columns);
  }

  /** Empty for a table whose rows of the moment are all that is dumped. */
  Optional<History> of(TableShape table) {
    return Optional.ofNullable(columns.get(name(table)));
  }

  private static TableName name(TableShape table) {
    return new TableName(table.database(), table.name());
  }

  /** What the dump lacks. */
  static List<String> warnings(DumpRequest request, TableChoice choice) {
    List<String> tables = versioned(request, choice, false);
    List<String> byTransaction = versioned(request, choice, true);
    if (request.what().contents().structureOnly()
        || tables.isEmpty() && byTransaction.isEmpty()
        || areTakenBack(request)) {
      return List.of();
    }
    tables.addAll(byTransaction);
    return List.of(
        "the former rows of system-versioned tables are not in the dump (%s): %s"
            .formatted(
                String.join(", ", tables),
                byTransaction.isEmpty()
                    ? "it takes a server of 10.11 or later"
                    : "no server takes back the history that is told by transactions, of "
                        + String.join(", ", byTransaction)));
  }

  /** Servers before 10.11 do not, and none does for what is told by transactions. */
  private static boolean areTakenBack(DumpRequest request) {
    return request.server().flavor() == Flavor.MARIADB
        && request.server().release().atLeast(10, 11)
        && versioned(request, TableChoice.of(request), true).isEmpty();
  }

  private static List<String> versioned(
      DumpRequest request, TableChoice choice, boolean byTransaction) {
    List<String> found = new ArrayList<>();
    for (Inventory inventory : request.inventories()) {
      for (TableFacts table : inventory.tables()) {
        TableName name = new TableName(inventory.database(), table.name());
        if (table.systemVersioned()
            && table.historyByTransaction() == byTransaction
            && choice.hasRows(name)) {
          found.add(inventory.database() + "." + table.name());
        }
      }
    }
    return found;
  }
}

package io.dumpwarden.engine;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.TableChoice;
import io.dumpwarden.dump.TableName;
import io.dumpwarden.rows.History;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.source.TableShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The former rows of system-versioned tables: in the dump where a server takes them back.
 *
 * @param names of the columns that tell since when and until when, by table, where it has some
 * @param wanted whether former rows are dumped at all
 */
record FormerRows(Map<TableName, History> names, boolean wanted) {

  private static final String COLUMNS =
      """
      SELECT TABLE_NAME, COLUMN_NAME, GENERATION_EXPRESSION FROM information_schema.COLUMNS
      WHERE TABLE_SCHEMA = ? AND GENERATION_EXPRESSION IN ('ROW START', 'ROW END')
      ORDER BY TABLE_NAME, GENERATION_EXPRESSION DESC""";

  static FormerRows read(Connection connection, DumpRequest request) throws SQLException {
    Map<TableName, History> names = new HashMap<>();
    if (!areTakenBack(request)) {
      return new FormerRows(names, false);
    }
    for (String database : request.databases()) {
      try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
        statement.setString(1, database);
        read(statement, database, names);
      }
    }
    return new FormerRows(names, true);
  }

  private static void read(
      PreparedStatement statement, String database, Map<TableName, History> names)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        TableName table = new TableName(database, row.getString(1));
        String column = row.getString(2);
        names.merge(
            table, new History(column, column), (start, end) -> new History(start.start(), column));
      }
    }
  }

  /** Empty for a table whose rows of the moment are all that is dumped. */
  Optional<History> of(TableShape table) {
    return wanted && table.systemVersioned()
        ? Optional.of(
            names.getOrDefault(new TableName(table.database(), table.name()), History.UNNAMED))
        : Optional.empty();
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

package io.dumpwarden.engines;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Says in what the rows of two tables of the same name differ. */
final class TableCompare {

  private final String table;
  private final TableReader a;
  private final TableReader b;

  TableCompare(String table, Session a, Session b) {
    this.table = table;
    this.a = new TableReader(a, table);
    this.b = new TableReader(b, table);
  }

  /**
   * Compares them by value, whatever their order, so that tables without a key need no other way.
   *
   * @param sameServers whether both servers compute checksums alike
   */
  List<String> differences(boolean sameServers) throws SQLException {
    if (!a.columns().equals(b.columns())) {
      return List.of("rows of table " + table + ": not compared, the columns differ");
    }
    List<String> differences = rows();
    if (a.keepsHistory() && b.keepsHistory()) {
      differences.addAll(history());
    } else if (sameServers && differences.isEmpty() && a.hasMeaningfulChecksum()) {
      differences.addAll(checksums());
    }
    return differences;
  }

  private List<String> rows() throws SQLException {
    TableContents inA = a.contents(a.columns());
    TableContents inB = b.contents(b.columns());
    List<String> differences = new ArrayList<>();
    if (inA.rows() != inB.rows()) {
      differences.add("rows of table %s: %d against %d".formatted(table, inA.rows(), inB.rows()));
    } else if (!inA.equals(inB)) {
      differences.add("rows of table " + table + ": other values in " + culprits());
    }
    return differences;
  }

  /** The columns whose values differ; none when the same values are combined to other rows. */
  private List<String> culprits() throws SQLException {
    List<String> culprits = new ArrayList<>();
    for (List<String> column : a.columns()) {
      List<List<String>> alone = List.of(column);
      if (!a.contents(alone).equals(b.contents(alone))) {
        culprits.add(column.get(0));
      }
    }
    return culprits;
  }

  private List<String> history() throws SQLException {
    TableContents inA = a.history();
    TableContents inB = b.history();
    if (inA.equals(inB)) {
      return List.of();
    }
    return List.of(
        inA.rows() == inB.rows()
            ? "history of table " + table + ": other values or times"
            : "history of table %s: %d rows against %d".formatted(table, inA.rows(), inB.rows()));
  }

  /** Sees what values do not show, such as which of two alike members an ENUM holds. */
  private List<String> checksums() throws SQLException {
    String inA = a.checksum();
    String inB = b.checksum();
    return inA.equals(inB)
        ? List.of()
        : List.of("checksum of table %s: %s against %s".formatted(table, inA, inB));
  }
}

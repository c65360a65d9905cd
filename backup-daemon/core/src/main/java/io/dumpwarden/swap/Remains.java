package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** Removes what is left when a replacement is over; the journal goes last. */
record Remains(Workplace work, SwapRecord record) {

  /** The old tables, and the emptied staging databases. */
  void dropOld() throws SQLException, IOException {
    for (SwappedUnit unit : record.units()) {
      work.step("dropping old " + unit.target(), () -> drop(unit.old()));
      work.step("dropping staging of " + unit.target(), () -> drop(unit.staging()));
    }
    dropJournal();
  }

  /** The new tables, and the emptied databases of the old ones. */
  void dropNew() throws SQLException, IOException {
    for (SwappedUnit unit : record.units()) {
      requireEmpty(unit.old());
      work.step("dropping emptied " + unit.old(), () -> drop(unit.old()));
      work.step("dropping staging of " + unit.target(), () -> drop(unit.staging()));
    }
    dropJournal();
  }

  private void dropJournal() throws SQLException, IOException {
    work.step("dropping the journal", () -> work.journal().drop());
  }

  private void drop(String database) throws SQLException {
    work.session().execute("DROP DATABASE IF EXISTS " + Sql.name(database));
  }

  private void requireEmpty(String old) throws SQLException {
    Set<String> tables = new Holdings(work.session(), old).tables();
    if (!tables.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.SWAP_UNFINISHED,
          "%s still holds old tables: %s".formatted(old, String.join(", ", tables)));
    }
  }
}

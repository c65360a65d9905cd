package io.dumpwarden.swap;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Empties a database, or drops tables of it, for data that is loaded in their place. */
final class Clearing {

  private final TargetSession session;
  private final SwapUnit unit;

  Clearing(TargetSession session, SwapUnit unit) {
    this.session = session;
    this.unit = unit;
  }

  /** The session is set back to what it was. */
  void clear() throws SQLException {
    int checks = session.rows(row -> row.getInt(1), "SELECT @@foreign_key_checks").get(0);
    session.execute("SET SESSION foreign_key_checks = 0");
    try {
      dropDefinitions();
      dropTables();
    } finally {
      session.execute("SET SESSION foreign_key_checks = " + checks);
    }
  }

  private void dropDefinitions() throws SQLException {
    Holdings there = new Holdings(session, unit.database());
    List<Holdings.Definition> definitions = there.definitions(unit.scope());
    for (int i = definitions.size() - 1; i >= 0; i--) {
      Holdings.Definition definition = definitions.get(i);
      session.drop(definition.kind(), Sql.name(unit.database(), definition.name()));
    }
  }

  /** Tables before sequences, which their defaults may need. */
  private void dropTables() throws SQLException {
    Holdings there = new Holdings(session, unit.database());
    Set<String> sequences = there.sequences();
    Set<String> tables =
        there.tables().stream().filter(unit.scope()::holds).collect(Collectors.toSet());
    for (String table : tables) {
      if (!sequences.contains(table)) {
        session.execute("DROP TABLE IF EXISTS " + Sql.name(unit.database(), table));
      }
    }
    for (String sequence : sequences) {
      if (tables.contains(sequence)) {
        session.execute("DROP SEQUENCE IF EXISTS " + Sql.name(unit.database(), sequence));
      }
    }
  }
}

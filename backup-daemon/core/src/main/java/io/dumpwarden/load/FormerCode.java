package io.dumpwarden.load;

import io.dumpwarden.script.SqlName;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Triggers and events that an earlier load had come to make: they are not to have a hand in rows
 * that are loaded now, and are made again behind them.
 */
final class FormerCode {

  private FormerCode() {}

  /**
   * Of tables that are not filled, nothing: some of a database may be restored beside others, whose
   * code nobody would make again.
   *
   * @param events whether those of the databases come with the load
   */
  static void drop(
      TargetSession session, Collection<String> databases, LoadTables tables, boolean events)
      throws SQLException {
    boolean folds = LoadTables.folds(session);
    for (String database : databases) {
      String schema = LoadJournal.literal(database);
      String in = "FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = " + schema;
      for (String table : session.column("SELECT DISTINCT EVENT_OBJECT_TABLE " + in)) {
        if (tables.fills(database, table, folds)) {
          String of = " AND CAST(EVENT_OBJECT_TABLE AS BINARY) = " + LoadJournal.literal(table);
          drop(session, database, "TRIGGER", "SELECT TRIGGER_NAME " + in + of);
        }
      }
      if (events) {
        String all = "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ";
        drop(session, database, "EVENT", all + schema);
      }
    }
  }

  private static void drop(TargetSession session, String database, String kind, String names)
      throws SQLException {
    for (String name : session.column(names)) {
      session.execute(
          "DROP %s IF EXISTS %s.%s"
              .formatted(kind, SqlName.quoted(database), SqlName.quoted(name)));
    }
  }
}

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
   * @param databases that hold nothing but what the same load brought
   */
  static void drop(TargetSession session, Collection<String> databases) throws SQLException {
    for (String database : databases) {
      drop(session, database, "TRIGGER");
      drop(session, database, "EVENT");
    }
  }

  private static void drop(TargetSession session, String database, String kind)
      throws SQLException {
    String sql =
        "SELECT %s_NAME FROM information_schema.%sS WHERE %s_SCHEMA = %s"
            .formatted(kind, kind, kind, LoadJournal.literal(database));
    for (String name : session.column(sql)) {
      session.execute(
          "DROP %s IF EXISTS %s.%s"
              .formatted(kind, SqlName.quoted(database), SqlName.quoted(name)));
    }
  }
}

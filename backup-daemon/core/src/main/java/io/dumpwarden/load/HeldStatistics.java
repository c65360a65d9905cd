package io.dumpwarden.load;

import io.dumpwarden.script.SqlName;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Statistics of tables that MariaDB fills from empty in one transaction, which it does without undo
 * log. It cannot count such a table before the end of the transaction, and tries again without a
 * pause, which takes a processor as long as it lasts. So it is told to leave it, and to count when
 * the rows are there.
 */
final class HeldStatistics {

  private static final Pattern INNODB =
      Pattern.compile("^\\)(?: /\\*!.*?\\*/)? ENGINE=InnoDB\\b", Pattern.MULTILINE);

  /** That algorithm is not supported: for this, for this reason. */
  private static final Set<Integer> IMPOSSIBLE = Set.of(1845, 1846);

  private HeldStatistics() {}

  /**
   * @param createTable as {@code SHOW CREATE TABLE} gives it
   */
  static boolean fits(String createTable) {
    return INNODB.matcher(createTable).find()
        // it has its own wish
        && !createTable.contains("STATS_AUTO_RECALC=")
        // which are not filled this way, and where a change is part of the history
        && !createTable.contains("WITH SYSTEM VERSIONING");
  }

  /** Refused where the table would have to be copied, now or later. */
  static String hold(String table) {
    return set(table, "0");
  }

  static String release(String table) {
    return set(table, "DEFAULT");
  }

  static String count(String table) {
    return "ANALYZE TABLE " + SqlName.quoted(table);
  }

  /** Whether a table's own nature forbids that, such as keys over hashes. */
  static boolean isImpossible(SQLException e) {
    return IMPOSSIBLE.contains(e.getErrorCode());
  }

  private static String set(String table, String value) {
    return "ALTER TABLE %s STATS_AUTO_RECALC=%s, ALGORITHM=INSTANT"
        .formatted(SqlName.quoted(table), value);
  }
}

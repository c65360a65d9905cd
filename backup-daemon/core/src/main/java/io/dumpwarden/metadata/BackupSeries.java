package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Backup;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Keeps what lists and statistics know of backups, in the transaction that changes one: a backup
 * leaves the sums as its row is before the change, and enters them as it is after.
 */
final class BackupSeries {

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");
  private static final int WORDS = 100;
  private static final int LONGEST_WORD = 64;

  private BackupSeries() {}

  /** Before a row changes. */
  static void leave(Handle h, String backupId) {
    leaveSeries(h, List.of(backupId));
    addToDay(h, backupId, -1);
  }

  /** Before rows are removed; the days that they were of stay as they were. */
  static void leaveSeries(Handle h, List<String> backupIds) {
    String sql =
        """
        INSERT INTO backup_series (schedule, server, scope, type, status, backups, raw_bytes,
          stored_bytes, last_id)
        SELECT schedule, server, scope, type, status, -COUNT(*), -COALESCE(SUM(raw_bytes), 0),
          -COALESCE(SUM(stored_bytes), 0), ''
        FROM backup WHERE id IN (<ids>)
        GROUP BY schedule, server, scope, type, status
        ON DUPLICATE KEY UPDATE backups = backups + VALUES(backups),
          backup_series.raw_bytes = backup_series.raw_bytes + VALUES(raw_bytes),
          backup_series.stored_bytes = backup_series.stored_bytes + VALUES(stored_bytes)
        """;
    h.createUpdate(sql).bindList("ids", backupIds).execute();
  }

  /** After a row was added or changed. */
  static void enter(Handle h, Backup backup) {
    String sql =
        """
        INSERT INTO backup_series (schedule, server, scope, type, status, backups, raw_bytes,
          stored_bytes, last_id)
        SELECT schedule, server, scope, type, status, 1, COALESCE(raw_bytes, 0),
          COALESCE(stored_bytes, 0), id
        FROM backup WHERE id = :id
        ON DUPLICATE KEY UPDATE backups = backups + 1,
          backup_series.raw_bytes = backup_series.raw_bytes + VALUES(raw_bytes),
          backup_series.stored_bytes = backup_series.stored_bytes + VALUES(stored_bytes),
          last_id = GREATEST(last_id, VALUES(last_id))
        """;
    h.createUpdate(sql).bind("id", backup.id()).execute();
    addToDay(h, backup.id(), 1);
    addDatabases(h, backup.id());
    replaceWords(h, backup);
  }

  private static void addToDay(Handle h, String backupId, int sign) {
    String sql =
        """
        INSERT INTO backup_day (day, type, status, backups, raw_bytes, stored_bytes)
        SELECT DATE(started_at), type, status, :sign, :sign * COALESCE(raw_bytes, 0),
          :sign * COALESCE(stored_bytes, 0)
        FROM backup WHERE id = :id
        ON DUPLICATE KEY UPDATE backups = backups + VALUES(backups),
          backup_day.raw_bytes = backup_day.raw_bytes + VALUES(raw_bytes),
          backup_day.stored_bytes = backup_day.stored_bytes + VALUES(stored_bytes)
        """;
    h.createUpdate(sql).bind("sign", sign).bind("id", backupId).execute();
  }

  private static void addDatabases(Handle h, String backupId) {
    String sql =
        """
        INSERT IGNORE INTO series_database (schedule, server, scope, database_name)
        SELECT b.schedule, b.server, b.scope, d.database_name
        FROM backup b JOIN backup_database d ON d.backup_id = b.id WHERE b.id = :id
        """;
    h.createUpdate(sql).bind("id", backupId).execute();
  }

  private static void replaceWords(Handle h, Backup backup) {
    h.createUpdate("DELETE FROM backup_word WHERE backup_id = :id")
        .bind("id", backup.id())
        .execute();
    Set<String> words = new TreeSet<>(words(text(backup)));
    if (words.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        h.prepareBatch("INSERT INTO backup_word (word, backup_id) VALUES (:word, :id)");
    words.forEach(word -> batch.bind("word", word).bind("id", backup.id()).add());
    batch.execute();
  }

  private static String text(Backup backup) {
    String code = backup.errorCode() == null ? "" : backup.errorCode();
    return backup.message() == null ? code : code + " " + backup.message();
  }

  /** The words that a text is found by, as V7 splits what was there before. */
  static List<String> words(String text) {
    return NO_WORD
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() >= 2 && word.length() <= LONGEST_WORD)
        .distinct()
        .limit(WORDS)
        .toList();
  }
}

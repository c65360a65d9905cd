package io.dumpwarden.metadata;

import io.dumpwarden.catalog.BackupFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Finds backups by words. The names are looked for where each series stands once; what went wrong
 * in the table of its words; ids and tickets along their indexes. So nothing reads the backups
 * through.
 */
final class BackupSearch {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}[0-9a-f-]{0,28}");
  private static final int TERMS = 8;

  private static final String IN_SERIES =
      """
      (LOWER(s.server) LIKE :value ESCAPE '|' OR LOWER(s.schedule) LIKE :value ESCAPE '|'
        OR LOWER(s.scope) LIKE :value ESCAPE '|' OR (SELECT 1 FROM series_database d
          WHERE d.schedule = s.schedule AND d.server = s.server AND d.scope = s.scope
            AND LOWER(d.database_name) LIKE :value ESCAPE '|' LIMIT 1) = 1)""";

  private static final String IN_NAMES =
      """
      (LOWER(b.server) LIKE :value ESCAPE '|' OR LOWER(b.schedule) LIKE :value ESCAPE '|'
        OR LOWER(b.scope) LIKE :value ESCAPE '|' OR (SELECT 1 FROM backup_database d
          WHERE d.backup_id = b.id AND LOWER(d.database_name) LIKE :value ESCAPE '|' LIMIT 1) = 1)""";

  private static final String HAS_WORD =
      "(SELECT 1 FROM backup_word o WHERE o.backup_id = b.id AND o.word = :value LIMIT 1) = 1";

  private final Handle h;
  private final BackupFilter filter;
  private final String text;
  private final List<String> terms;

  /**
   * @param filter with a text
   */
  BackupSearch(Handle h, BackupFilter filter, String text) {
    this.h = h;
    this.filter = filter;
    this.text = text;
    this.terms =
        List.of(text.toLowerCase(Locale.ROOT).split("\\s+")).stream()
            .distinct()
            .limit(TERMS)
            .toList();
  }

  List<String> ids() {
    TreeSet<String> found = new TreeSet<>(Collections.reverseOrder());
    found.addAll(byNames());
    for (int i = 0; i < terms.size(); i++) {
      found.addAll(byMessage(i));
    }
    if (terms.size() == 1) {
      found.addAll(byTicket());
      if (ID.matcher(terms.get(0)).matches()) {
        found.addAll(byId("b.id", "PRIMARY"));
        found.addAll(byId("b.run_id", "backup_by_run"));
      }
    }
    return found.stream().limit(filter.limit()).toList();
  }

  private List<String> byNames() {
    Conditions series = BackupLists.ofSeries(filter);
    terms.forEach(term -> series.where(IN_SERIES, like(term)));
    return SeriesDives.BACKUPS.newest(h, series, BackupLists.ofRows(filter), filter.limit());
  }

  /** By those that one term is a word of; the others are words of it too, or names. */
  private List<String> byMessage(int driver) {
    List<String> words = BackupSeries.words(terms.get(driver));
    if (words.isEmpty()) {
      return List.of();
    }
    Conditions where = residual().equal("w.word", words.get(0));
    words.stream().skip(1).forEach(word -> where.where(HAS_WORD, word));
    for (int i = 0; i < terms.size(); i++) {
      if (i != driver) {
        orInNames(where, terms.get(i));
      }
    }
    return ids(
        """
        SELECT w.backup_id FROM backup_word w STRAIGHT_JOIN backup b ON b.id = w.backup_id
        WHERE TRUE%s ORDER BY w.backup_id DESC LIMIT :limit
        """,
        where);
  }

  private static void orInNames(Conditions where, String term) {
    List<String> words = BackupSeries.words(term);
    if (words.size() == 1) {
      where.either(HAS_WORD, words.get(0), IN_NAMES, like(term));
    } else {
      where.where(IN_NAMES, like(term));
    }
  }

  private List<String> byTicket() {
    return ids(
        """
        SELECT b.id FROM run r FORCE INDEX (run_by_ticket)
        STRAIGHT_JOIN backup b FORCE INDEX (backup_by_run) ON b.run_id = r.id
        WHERE TRUE%s ORDER BY b.id DESC LIMIT :limit
        """,
        residual().either("r.ticket = :value", text, "r.ticket = :value", upper()));
  }

  private String upper() {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Of an id that is eight digits long at least, which is a minute's worth. */
  private List<String> byId(String column, String index) {
    String prefix = terms.get(0);
    return ids(
        """
        SELECT b.id FROM backup b FORCE INDEX (%s) WHERE TRUE%s
        ORDER BY b.id DESC LIMIT :limit
        """
            .formatted(index, "%s"),
        residual().where(column + " >= :value", prefix).below(column, prefix + "g"));
  }

  private Conditions residual() {
    return BackupLists.ofRows(filter)
        .equal("b.server", filter.server())
        .equal("b.schedule", filter.schedule())
        .equal("b.status", filter.status())
        .equal("b.type", filter.type());
  }

  private List<String> ids(String sql, Conditions where) {
    List<String> found = new ArrayList<>();
    h.createQuery(sql.formatted(where.andSql()))
        .bindMap(where.values())
        .bind("limit", filter.limit())
        .mapTo(String.class)
        .forEach(found::add);
    return found;
  }

  private static String like(String term) {
    return "%" + term.replace("|", "||").replace("%", "|%").replace("_", "|_") + "%";
  }
}

package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Series;
import io.dumpwarden.catalog.SeriesCopy;
import io.dumpwarden.error.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Looks at series: what retention works on. */
final class SeriesLists {

  // One look per status: asked for several at once, the engines read all copies of the series.
  private static final String HAS =
      """
      (SELECT 1 FROM copy c
       WHERE c.schedule = s.schedule AND c.storage = s.storage AND c.server = s.server
         AND c.scope = s.scope AND c.status = '%s' LIMIT 1)
      """;

  private static final List<String> INCOMPLETE =
      Arrays.stream(ErrorCode.values())
          .filter(ErrorCode::meansIncomplete)
          .map(ErrorCode::code)
          .toList();

  private final Database database;

  SeriesLists(Database database) {
    this.database = database;
  }

  /**
   * The sums name every series there ever was; one look each tells whether anything is left of it.
   */
  List<Series> all() {
    return database.read(h -> list(h.createQuery(sql(""))));
  }

  /** Along the key of the sums. */
  List<Series> ofSchedule(String schedule) {
    String sql = sql("AND s.schedule = :schedule");
    return database.read(h -> list(h.createQuery(sql).bind("schedule", schedule)));
  }

  private static String sql(String condition) {
    return """
        SELECT s.schedule, s.storage, s.server, s.scope FROM series_total s
        WHERE COALESCE(%s, %s, %s) = 1 %s
        ORDER BY s.schedule, s.storage, s.server, s.scope
        """
        .formatted(
            HAS.formatted("stored"), HAS.formatted("missing"), HAS.formatted("corrupt"), condition);
  }

  private static List<Series> list(Query query) {
    return query.map((row, c) -> read(row)).list();
  }

  /** The series that a row with its four names is of. */
  static Series read(ResultSet row) throws SQLException {
    return new Series(
        row.getString("schedule"),
        row.getString("storage"),
        row.getString("server"),
        row.getString("scope"));
  }

  private static final String OLDEST_MEASURED =
      """
      (SELECT MIN(o.backup_id) FROM backup_measure o
       WHERE o.schedule = :schedule AND o.server = :server AND o.scope = :scope
         AND o.suspicious = %s)
      """;

  /** A backup that nobody judged is not trusted where one before it was. */
  List<SeriesCopy> copiesOf(Series series) {
    String sql =
        """
        SELECT c.*, b.started_at AS made_at, b.pinned,
          COALESCE(b.error_code, '') NOT IN (<incomplete>) AS complete,
          COALESCE(m.suspicious, c.backup_id > %s OR c.backup_id > %s, FALSE) AS suspicious
        FROM copy c
        JOIN backup b ON b.id = c.backup_id
        LEFT JOIN backup_measure m ON m.backup_id = c.backup_id
        WHERE c.schedule = :schedule AND c.storage = :storage AND c.server = :server
          AND c.scope = :scope AND c.status IN ('stored', 'missing', 'corrupt', 'expired')
        ORDER BY c.backup_id DESC, c.id
        """
            .formatted(OLDEST_MEASURED.formatted("FALSE"), OLDEST_MEASURED.formatted("TRUE"));
    return database.read(
        h ->
            h.createQuery(sql)
                .bindList("incomplete", INCOMPLETE)
                .bind("schedule", series.schedule())
                .bind("storage", series.storage())
                .bind("server", series.server())
                .bind("scope", series.scope())
                .map(
                    (row, c) ->
                        new SeriesCopy(
                            CopyRow.read(row, c),
                            Utc.get(row, "made_at"),
                            row.getBoolean("pinned"),
                            row.getBoolean("complete"),
                            row.getBoolean("suspicious")))
                .list());
  }
}

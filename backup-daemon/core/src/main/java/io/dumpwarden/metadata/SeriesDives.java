package io.dumpwarden.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds the newest rows of a history by conditions that no index of it serves: the table that knows
 * its series says which of them may have some, and one index leads to the newest of each. Those
 * whose newest are the newest of all hold the answer, so that no more of them are read than were
 * asked for.
 */
final class SeriesDives {

  static final SeriesDives BACKUPS =
      new SeriesDives(
          "backup_series",
          "backup",
          "backup_of_series",
          List.of("schedule", "server", "scope", "type", "status"));

  static final SeriesDives RUNS =
      new SeriesDives(
          "run_series",
          "run",
          "run_of_series",
          List.of("schedule", "server", "type", "trigger_kind", "status"));

  private final String series;
  private final String rows;
  private final String index;
  private final List<String> key;

  private SeriesDives(String series, String rows, String index, List<String> key) {
    this.series = series;
    this.rows = rows;
    this.index = index;
    this.key = key;
  }

  /** A series by the values of its key, and the newest of its rows that are looked for. */
  private record Newest(List<String> key, String id) {}

  /**
   * The newest ids, at most {@code limit}.
   *
   * @param ofSeries conditions on {@code s}, the series; equality with a column of its key stands
   *     here
   * @param ofRows what else holds for {@code b}, a row
   */
  List<String> newest(Handle h, Conditions ofSeries, Conditions ofRows, int limit) {
    List<Newest> found = newestOfEach(h, ofSeries, ofRows, limit);
    if (found.isEmpty()) {
      return List.of();
    }
    String least = found.size() < limit ? "" : found.get(found.size() - 1).id();
    String each = "(%s AND b.id >= :least%s ORDER BY b.id DESC LIMIT :limit)";
    List<String> parts = new ArrayList<>();
    Map<String, Object> values = new LinkedHashMap<>(ofRows.values());
    for (int i = 0; i < found.size(); i++) {
      parts.add(each.formatted(dive(":k" + i + "_"), ofRows.andSql()));
      for (int column = 0; column < key.size(); column++) {
        values.put("k" + i + "_" + key.get(column), found.get(i).key().get(column));
      }
    }
    String sql = String.join(" UNION ALL ", parts) + " ORDER BY id DESC LIMIT :limit";
    return h.createQuery(sql)
        .bindMap(values)
        .bind("least", least)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  private List<Newest> newestOfEach(Handle h, Conditions ofSeries, Conditions ofRows, int limit) {
    String sql =
        """
        SELECT s.*, (%s%s ORDER BY b.id DESC LIMIT 1) AS newest FROM %s s %s
        HAVING newest IS NOT NULL ORDER BY newest DESC LIMIT :limit
        """
            .formatted(dive("s."), ofRows.andSql(), series, ofSeries.sql());
    Query query =
        h.createQuery(sql).bindMap(ofSeries.values()).bindMap(ofRows.values()).bind("limit", limit);
    return query
        .map(
            (row, c) -> {
              List<String> values = new ArrayList<>();
              for (String column : key) {
                values.add(row.getString(column));
              }
              return new Newest(values, row.getString("newest"));
            })
        .list();
  }

  /** The rows of one series along the index, which holds all that is asked of them. */
  private String dive(String values) {
    return "SELECT b.id FROM %s b FORCE INDEX (%s) WHERE %s"
        .formatted(
            rows,
            index,
            key.stream()
                .map(column -> "b.%s = %s%s".formatted(column, values, column))
                .collect(Collectors.joining(" AND ")));
  }
}

package io.dumpwarden.metadata;

import io.dumpwarden.catalog.KnownStorages;
import java.util.HashMap;
import java.util.Map;

/** Sums over the sums that are kept along with every change of a copy. */
public final class JdbiKnownStorages implements KnownStorages {

  private final Database database;

  public JdbiKnownStorages(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public Map<String, Use> use() {
    String sql =
        """
        SELECT storage, SUM(bytes) AS bytes, SUM(unverified + verified + unreadable) AS copies,
          SUM(missing + corrupt) AS lost,
          SUM(unverified + verified + unreadable + missing + corrupt > 0) AS series
        FROM series_total GROUP BY storage
        """;
    Map<String, Use> found = new HashMap<>();
    database
        .read(
            h ->
                h.select(sql)
                    .map(
                        (row, c) ->
                            Map.entry(
                                row.getString("storage"),
                                new Use(
                                    row.getLong("bytes"),
                                    row.getLong("copies"),
                                    row.getLong("lost"),
                                    row.getLong("series"))))
                    .list())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }
}

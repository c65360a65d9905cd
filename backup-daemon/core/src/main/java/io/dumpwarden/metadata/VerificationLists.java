package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.verify.CopyFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the copies that are to be looked at. */
final class VerificationLists {

  /** Of a backup that failed no copy is to be there. */
  private static final String OF_PARTIAL =
      "(SELECT b.status FROM backup b WHERE b.id = c.backup_id) = 'partial'";

  private final Database database;

  VerificationLists(Database database) {
    this.database = database;
  }

  /** Along the primary key: all pages together read each row once. */
  List<Copy> after(CopyFilter filter, String afterId, int limit) {
    Conditions where =
        new Conditions()
            .where("c.id > :value", afterId)
            .equal("c.storage_id", filter.storageId())
            .equal("c.server", filter.server())
            .equal("c.schedule", filter.schedule());
    String sql =
        """
        SELECT c.* FROM copy c FORCE INDEX (PRIMARY) %s
          AND (c.status IN ('stored', 'missing', 'corrupt') OR c.status = 'failed' AND %s)
          AND (:since IS NULL OR c.verified_at IS NULL OR c.verified_at < :since)
        ORDER BY c.id LIMIT :limit
        """
            .formatted(where.sql(), OF_PARTIAL);
    return database.read(
        h ->
            h.createQuery(sql)
                .bindMap(where.values())
                .bind("since", filter.notSince())
                .bind("limit", limit)
                .map(CopyRow::read)
                .list());
  }

  /** One look for each status, which the index has in turn. */
  List<Copy> lostAfter(String storageId, String afterId, int limit) {
    return database.read(
        h -> {
          List<Copy> lost = new ArrayList<>();
          for (String status : List.of("missing", "corrupt", "failed")) {
            lost.addAll(lost(h, status, storageId, new Page(afterId, limit)));
          }
          return lost.stream().sorted(Comparator.comparing(Copy::id)).limit(limit).toList();
        });
  }

  private record Page(String afterId, int limit) {}

  private static List<Copy> lost(Handle h, String status, String storageId, Page page) {
    @Nullable String partial = status.equals("failed") ? OF_PARTIAL : "TRUE";
    String sql =
        """
        SELECT c.* FROM copy c FORCE INDEX (copy_by_status)
        WHERE c.status = :status AND c.id > :after AND c.storage_id = :storage AND %s
        ORDER BY c.id LIMIT :limit
        """
            .formatted(partial);
    return h.createQuery(sql)
        .bind("status", status)
        .bind("after", page.afterId())
        .bind("storage", storageId)
        .bind("limit", page.limit())
        .map(CopyRow::read)
        .list();
  }

  List<Copy> longestWaiting(String storageId, int limit) {
    String sql =
        """
        SELECT * FROM copy FORCE INDEX (copy_to_verify)
        WHERE storage_id = :storage AND status = 'stored'
        ORDER BY tried_at, id LIMIT :limit
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("storage", storageId)
                .bind("limit", limit)
                .map(CopyRow::read)
                .list());
  }

  long stored(String storage) {
    String sql =
        """
        SELECT COALESCE(SUM(unverified + verified + unreadable), 0) FROM series_total
        WHERE storage = :storage
        """;
    return database.<Long>read(
        h -> h.createQuery(sql).bind("storage", storage).mapTo(Long.class).one());
  }
}

package io.dumpwarden.metadata;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.Storage;
import io.dumpwarden.recovery.CatalogRows;
import java.util.Collection;
import java.util.List;

/** Copies by storage, along the indexes that there are. */
public final class JdbiCatalogRows implements CatalogRows {

  private final Database database;

  public JdbiCatalogRows(MetadataStore store) {
    this.database = store.database();
  }

  @Override
  public List<Copy> ofRuns(Storage storage, Collection<String> runIds) {
    String sql =
        """
        SELECT c.* FROM backup b JOIN copy c ON c.backup_id = b.id
        WHERE b.run_id IN (<runs>) AND c.storage_id = :id
        """;
    return runIds.isEmpty()
        ? List.of()
        : database.read(
            h ->
                h.createQuery(sql)
                    .bindList("runs", List.copyOf(runIds))
                    .bind("id", storage.id())
                    .map(CopyRow::read)
                    .list());
  }

  @Override
  public List<Copy> after(Storage storage, String afterBackupId, int limit) {
    String sql =
        """
        SELECT c.* FROM copy c
        JOIN (SELECT DISTINCT backup_id FROM copy
              WHERE storage = :name AND storage_id = :id AND backup_id > :after ORDER BY backup_id LIMIT :limit) page
          ON page.backup_id = c.backup_id
        WHERE c.storage = :name AND c.storage_id = :id
        ORDER BY c.backup_id, c.id
        """;
    return database.read(
        h ->
            h.createQuery(sql)
                .bind("name", storage.name())
                .bind("id", storage.id())
                .bind("after", afterBackupId)
                .bind("limit", limit)
                .map(CopyRow::read)
                .list());
  }
}

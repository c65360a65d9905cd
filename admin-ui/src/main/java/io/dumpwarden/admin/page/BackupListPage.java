package io.dumpwarden.admin.page;

import java.util.List;
import java.util.Map;

/**
 * Backups by filter.
 *
 * @param storages the names of those that are configured
 * @param errors what is wrong with the filter, by field
 */
public record BackupListPage(
    HistoryPart<BackupRow> part, List<String> storages, Map<String, String> errors) {

  public HistoryQuery query() {
    return part.query();
  }
}

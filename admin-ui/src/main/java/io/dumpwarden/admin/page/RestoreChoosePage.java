package io.dumpwarden.admin.page;

import java.util.Map;

/**
 * The first step: which backup.
 *
 * @param errors what is wrong with the filter, by field
 */
public record RestoreChoosePage(HistoryPart<BackupRow> part, Map<String, String> errors) {}

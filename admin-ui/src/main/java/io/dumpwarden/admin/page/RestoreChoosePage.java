package io.dumpwarden.admin.page;

/** The first step: which backup. */
public record RestoreChoosePage(HistoryPart<BackupRow> part) {}

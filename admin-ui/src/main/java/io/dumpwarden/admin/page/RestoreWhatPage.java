package io.dumpwarden.admin.page;

/**
 * The first step: what of a backup.
 *
 * @param listed whether its databases are few enough to be ticked
 * @param hasAccounts whether accounts may lie beside it
 */
public record RestoreWhatPage(RestoreWords words, BackupRow row, boolean listed) {}

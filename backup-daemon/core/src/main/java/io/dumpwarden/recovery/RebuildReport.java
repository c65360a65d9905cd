package io.dumpwarden.recovery;

/**
 * What a rebuild did, or would do.
 *
 * @param manifests all that were found
 * @param known of ours whose rows were there
 * @param foreign not ours, imported or not
 * @param foreignImported of those, the ones that got rows
 * @param off all that was told as a finding, foreign ones included
 */
public record RebuildReport(
    long manifests,
    long backupsAdded,
    long copiesAdded,
    long known,
    long foreign,
    long foreignImported,
    long off) {}

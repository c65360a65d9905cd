package io.dumpwarden.restore;

/**
 * How far a restore is.
 *
 * @param checkedBytes stored bytes read by the check so far
 * @param loadedBytes bytes of SQL loaded so far
 * @param rawBytes bytes of SQL to load; 0 where it is not known
 */
public record RestoreProgress(
    RestorePhase phase, long checkedBytes, long loadedBytes, long rawBytes) {}

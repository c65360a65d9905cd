package io.dumpwarden.report;

/**
 * What retention did for one schedule on one storage.
 *
 * @param removed copies deleted in the span
 * @param removedBytes what they took
 * @param kept copies that are there now
 * @param keptBytes what they take
 */
public record RetentionUse(
    String schedule, String storage, long removed, long removedBytes, long kept, long keptBytes) {}

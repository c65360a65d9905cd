package io.dumpwarden.report;

/** The copies of one status on one storage, as they are now. */
public record CopyLine(String storage, String status, long copies, long bytes) {}

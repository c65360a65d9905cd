package io.dumpwarden.pipeline;

/** A table of which a frame holds something. */
public record FrameTable(String database, String table) {}

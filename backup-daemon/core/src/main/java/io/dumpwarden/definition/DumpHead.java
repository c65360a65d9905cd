package io.dumpwarden.definition;

import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.ServerFacts;
import org.jspecify.annotations.Nullable;

/**
 * What the first lines of a dump say.
 *
 * @param program who wrote it: {@code Dumpwarden 1.4}; for people
 * @param address of the server, for people
 * @param position of the snapshot in the binary log; null where it is not known
 */
public record DumpHead(
    String program, String address, ServerFacts server, @Nullable BinlogPosition position) {}

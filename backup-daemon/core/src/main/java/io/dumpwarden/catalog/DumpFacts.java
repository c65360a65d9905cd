package io.dumpwarden.catalog;

import io.dumpwarden.source.BinlogPosition;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a proven dump.
 *
 * @param rawBytes what the dump tool wrote
 * @param rawDigest of those bytes, by the manifest's algorithm, 16 hexadecimal digits
 * @param storedBytes after compression
 * @param sha256 of the stored bytes, 64 hexadecimal digits
 * @param position of the binary log at the dump's snapshot; null where it is not known
 * @param manifest the manifest, as JSON
 */
public record DumpFacts(
    long rawBytes,
    String rawDigest,
    long storedBytes,
    String sha256,
    @Nullable BinlogPosition position,
    String manifest) {}

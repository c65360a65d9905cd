package io.dumpwarden.catalog;

/**
 * The figures of a proven dump.
 *
 * @param rawBytes what the dump tool wrote
 * @param rawDigest XXH3-64 of those bytes, 16 hexadecimal digits
 * @param storedBytes after compression
 * @param sha256 of the stored bytes, 64 hexadecimal digits
 * @param manifest the manifest, as JSON
 */
public record DumpFacts(
    long rawBytes, String rawDigest, long storedBytes, String sha256, String manifest) {}

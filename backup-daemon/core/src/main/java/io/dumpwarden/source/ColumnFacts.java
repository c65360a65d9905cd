package io.dumpwarden.source;

import org.jspecify.annotations.Nullable;

/**
 * A column as the server's catalog describes it.
 *
 * @param type in lower case, without length: {@code int}, {@code varchar}, {@code geometry}
 * @param columnType in full: {@code int(10) unsigned}
 * @param characterSet null where it holds no text
 * @param generated whether the server computes it, so that no value may be inserted; the two ends
 *     of a row's life in a system-versioned table are among them
 * @param srid of a spatial column that is bound to one; null otherwise
 */
public record ColumnFacts(
    String name,
    String type,
    String columnType,
    @Nullable String characterSet,
    boolean nullable,
    boolean generated,
    @Nullable Integer srid) {}

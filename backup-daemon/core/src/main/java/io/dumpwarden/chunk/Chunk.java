package io.dumpwarden.chunk;

import io.dumpwarden.source.TableShape;
import org.jspecify.annotations.Nullable;

/**
 * A part of a table's rows.
 *
 * @param condition what the rows fulfil, as SQL that stands behind WHERE; null for all rows
 * @param key name of the key that the condition ranges over, as FORCE INDEX wants it but unquoted:
 *     left to itself the optimizer may read the whole table for each range; null for all rows
 * @param order columns of the key, quoted, as SQL that stands behind ORDER BY; null for none
 * @param range the condition for people; null for all rows
 * @param rows estimated
 * @param bytes of SQL, estimated
 */
public record Chunk(
    TableShape table,
    @Nullable String condition,
    @Nullable String key,
    @Nullable String order,
    @Nullable String range,
    long rows,
    long bytes) {}

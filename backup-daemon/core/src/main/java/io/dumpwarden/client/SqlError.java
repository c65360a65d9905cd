package io.dumpwarden.client;

import org.jspecify.annotations.Nullable;

/**
 * A statement that the target refused.
 *
 * @param line of the dump, the first is 1; 0 where the client names none
 * @param message the server's own words, with its error number
 * @param context which part of the dump it stands in; null where it is not known
 */
public record SqlError(long line, String message, @Nullable String context) {}

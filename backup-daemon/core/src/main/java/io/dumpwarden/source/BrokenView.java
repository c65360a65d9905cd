package io.dumpwarden.source;

/**
 * A view that the server cannot open, so that no dump tool gets past it.
 *
 * @param definition its CREATE statement or else its query, as far as the account may read them;
 *     empty where it may not
 * @param problem what the server says of it
 */
public record BrokenView(String database, String name, String definition, String problem) {}

package io.dumpwarden.app.command;

/**
 * A database and what its tables take.
 *
 * @param bytes as the server estimates it
 */
record SizedDatabase(String name, long bytes) {}

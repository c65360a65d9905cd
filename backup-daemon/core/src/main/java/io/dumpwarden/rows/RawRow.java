package io.dumpwarden.rows;

/**
 * A row as the server sent it.
 *
 * @param bytes the driver's own; only read
 * @param length how many of them are the row
 */
record RawRow(byte[] bytes, int length) {}

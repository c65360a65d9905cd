package io.dumpwarden.admin;

/**
 * Where the admin server listens.
 *
 * @param bind address or host name
 * @param port 0 for any free one
 */
public record AdminSettings(String bind, int port) {}

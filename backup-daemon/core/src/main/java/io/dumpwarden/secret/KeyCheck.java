package io.dumpwarden.secret;

/**
 * What tells a wrong master key from the right one without giving either away.
 *
 * @param keyId the id of the key that made it
 * @param value what only that key yields
 */
public record KeyCheck(String keyId, String value) {}

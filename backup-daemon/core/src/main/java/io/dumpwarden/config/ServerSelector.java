package io.dumpwarden.config;

/** Which servers; to be written. */
public record ServerSelector(String text) {}

package io.dumpwarden.config;

/** How long; to be written. */
public record KeepFor(String text) {}

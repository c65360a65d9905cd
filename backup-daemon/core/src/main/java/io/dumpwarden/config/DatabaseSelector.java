package io.dumpwarden.config;

/** Which databases; to be written. */
public record DatabaseSelector(String include, String exclude) {}

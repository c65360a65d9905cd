package io.dumpwarden.catalog;

/** What retention counts and what "the last good one" means. */
public record Series(String schedule, String storage, String server, String scope) {}

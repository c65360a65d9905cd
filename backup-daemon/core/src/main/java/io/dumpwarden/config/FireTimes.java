package io.dumpwarden.config;

/** When; to be written. */
public record FireTimes(String cron, java.time.ZoneId zone) {}

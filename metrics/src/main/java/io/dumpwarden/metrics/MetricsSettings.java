package io.dumpwarden.metrics;

/**
 * Where the metrics are served.
 *
 * @param bind address or host name
 * @param port 0 for any free one
 */
public record MetricsSettings(String bind, int port) {}

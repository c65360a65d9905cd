package io.dumpwarden.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * @param caFile PEM file with the CAs to trust; null for the platform's own
 */
public record Tls(TlsMode mode, @Nullable Path caFile) {}

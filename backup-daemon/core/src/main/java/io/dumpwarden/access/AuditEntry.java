package io.dumpwarden.access;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change, for good.
 *
 * @param action {@code add}, {@code edit}, {@code remove}, {@code run}, {@code restore}, …
 * @param kind what kind of thing: {@code server}, {@code schedule}, …
 * @param before the fields as they were, secrets masked; empty where there was nothing
 * @param after the fields as they are, secrets masked; empty where nothing is left
 */
public record AuditEntry(
    Instant at,
    Actor actor,
    String action,
    String kind,
    String key,
    Map<String, @Nullable String> before,
    Map<String, @Nullable String> after) {}

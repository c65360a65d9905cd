package io.dumpwarden.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail; null for all.
 *
 * @param actor the name, exactly
 * @param from the first instant
 * @param until the first instant that is too late
 */
public record AuditFilter(
    @Nullable String actor,
    @Nullable String channel,
    @Nullable String kind,
    @Nullable String key,
    @Nullable String action,
    @Nullable Instant from,
    @Nullable Instant until) {

  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

  /** Of one thing. */
  public static AuditFilter of(String kind, String key) {
    return new AuditFilter(null, null, kind, key, null, null, null);
  }
}

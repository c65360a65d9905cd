package io.dumpwarden.view;

import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail as JSON has it; the names are a contract.
 *
 * @param address where from; null where it is the machine itself, or not known
 * @param before the fields as they were, secrets masked
 * @param after the fields as they are, secrets masked
 */
public record AuditView(
    long id,
    Instant at,
    String actor,
    String channel,
    @Nullable String address,
    String action,
    String kind,
    String key,
    Map<String, @Nullable String> before,
    Map<String, @Nullable String> after) {

  public static AuditView of(AuditRecord record) {
    AuditEntry entry = record.entry();
    return new AuditView(
        record.id(),
        entry.at(),
        entry.actor().name(),
        entry.actor().channel(),
        entry.actor().address(),
        entry.action(),
        entry.kind(),
        entry.key(),
        entry.before(),
        entry.after());
  }
}

package io.dumpwarden.access;

/**
 * An entry as the audit trail keeps it.
 *
 * @param id later entries have larger ones
 */
public record AuditRecord(long id, AuditEntry entry) {}

package io.dumpwarden.access;

import java.util.List;

/** The audit trail: append-only. */
public interface AuditLog {

  void append(AuditEntry entry);

  /** The newest entries, newest first. */
  List<AuditEntry> latest(int limit);
}

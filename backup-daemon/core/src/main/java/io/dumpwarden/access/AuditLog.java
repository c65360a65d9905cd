package io.dumpwarden.access;

import java.util.List;
import java.util.Optional;

/** The audit trail: append-only. */
public interface AuditLog {

  void append(AuditEntry entry);

  /** The newest entries, newest first. */
  List<AuditEntry> latest(int limit);

  /** The newest entry of one thing. */
  Optional<AuditEntry> latestOf(String kind, String key);
}

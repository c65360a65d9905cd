package io.dumpwarden.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit trail: append-only. */
public interface AuditLog {

  void append(AuditEntry entry);

  /** The newest entries, newest first. */
  List<AuditEntry> latest(int limit);

  /** The newest entry of one thing. */
  Optional<AuditEntry> latestOf(String kind, String key);

  /**
   * Entries, newest first, page by page.
   *
   * @param beforeId only those before this one; null for the newest
   */
  List<AuditRecord> list(AuditFilter filter, @Nullable Long beforeId, int limit);
}

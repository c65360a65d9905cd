package io.dumpwarden.anomaly;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Somebody says that a backup is as it should be: it is no longer suspicious, and later ones are
 * compared with it and those after it.
 */
public final class Acceptance {

  private final AnomalyStore store;
  private final AuditLog audit;
  private final InstantSource clock;

  public Acceptance(AnomalyStore store, AuditLog audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @return whether there was anything to accept
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}
   */
  public boolean accept(String backupId, Actor actor) {
    Instant now = clock.instant();
    boolean changed = store.accept(backupId, actor.name(), now);
    if (changed) {
      audit.append(
          new AuditEntry(
              now,
              actor,
              "accept",
              "backup",
              backupId,
              Map.of("accepted", "false"),
              Map.of("accepted", "true")));
    }
    return changed;
  }
}

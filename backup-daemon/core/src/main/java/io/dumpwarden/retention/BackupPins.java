package io.dumpwarden.retention;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.catalog.Holds;
import java.time.InstantSource;
import java.util.Map;

/** Pins backups: retention and deletion leave them alone until the pin is taken away. */
public final class BackupPins {

  private final Holds holds;
  private final AuditLog audit;
  private final InstantSource clock;

  public BackupPins(Holds holds, AuditLog audit, InstantSource clock) {
    this.holds = holds;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @return whether it was not pinned before
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}
   */
  public boolean pin(String backupId, Actor actor) {
    return set(backupId, true, actor);
  }

  /**
   * @return whether it was pinned before
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}
   */
  public boolean unpin(String backupId, Actor actor) {
    return set(backupId, false, actor);
  }

  private boolean set(String backupId, boolean pinned, Actor actor) {
    boolean changed = holds.pin(backupId, pinned);
    if (changed) {
      audit.append(
          new AuditEntry(
              clock.instant(),
              actor,
              pinned ? "pin" : "unpin",
              "backup",
              backupId,
              Map.of("pinned", "" + !pinned),
              Map.of("pinned", "" + pinned)));
    }
    return changed;
  }
}

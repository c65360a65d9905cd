package io.dumpwarden.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What keeps backups and their copies from being removed. */
public interface Holds {

  /**
   * Pins a backup, or takes its pin away.
   *
   * @return whether that changed it
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}
   */
  boolean pin(String backupId, boolean pinned);

  /**
   * Marks a stored, missing or corrupt copy as expired: its objects may go from now on. In one step
   * with the look at the pin, so that none that was set meanwhile is passed over.
   *
   * @param evenPinned somebody insists
   * @return whether it is expired now; if not it is pinned, or on its way, or gone
   */
  boolean expire(String copyId, boolean evenPinned);

  /**
   * Records until when a storage locks a copy.
   *
   * @param until as in {@link Copy#lockedUntil}
   */
  void lock(String copyId, @Nullable Instant until);
}

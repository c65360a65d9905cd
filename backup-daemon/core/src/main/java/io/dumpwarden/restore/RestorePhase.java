package io.dumpwarden.restore;

import java.util.Locale;

/** How far a restore is, in the order of its steps. */
public enum RestorePhase {
  CHECKING_SOURCE,
  CHECKING_TARGET,
  SAFETY_BACKUP,
  LOADING,
  CHECKING_RESULT,
  SWAPPING,
  USERS,
  DONE;

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of one copy.
 *
 * @param copy as it stood before
 * @param repairedFrom the storage that it was repaired from; null where it was not repaired
 * @param notRepaired why it was not, though it was to be; null otherwise
 */
public record VerifiedCopy(
    Backup backup,
    Copy copy,
    Finding finding,
    @Nullable String repairedFrom,
    @Nullable NotRepaired notRepaired) {

  /** Why a repair came to nothing. */
  public record NotRepaired(ErrorCode code, String message) {}

  /** Whether the copy is good now. */
  public boolean isGood() {
    return repairedFrom != null || finding.isGood();
  }

  /** Whether nothing could be found out. */
  public boolean isUnchecked() {
    return finding.state() == Finding.State.UNCHECKED;
  }
}

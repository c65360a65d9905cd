package io.dumpwarden.retention;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What would become, or became, of one copy that somebody wants deleted.
 *
 * @param reason why it stays, for people: lower-case, no final stop; null where it goes
 */
public record CopyVerdict(Backup backup, Copy copy, Result result, @Nullable String reason) {

  /** How it ends. */
  public enum Result {
    /** Nothing speaks against it. */
    MAY_GO,
    DELETED,
    /** It is held: pinned, the last good one, being written. */
    REFUSED,
    /** Its storage lets nobody remove it yet. */
    LOCKED,
    /** Its storage does not answer, is not this machine's, or failed. */
    UNREACHABLE;

    /** {@code deleted}, {@code refused}, … */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static CopyVerdict mayGo(Backup backup, Copy copy) {
    return new CopyVerdict(backup, copy, Result.MAY_GO, null);
  }

  CopyVerdict but(Result other, String why) {
    return new CopyVerdict(backup, copy, other, why);
  }

  CopyVerdict deleted() {
    return new CopyVerdict(backup, copy, Result.DELETED, null);
  }

  public boolean mayGo() {
    return result == Result.MAY_GO;
  }
}

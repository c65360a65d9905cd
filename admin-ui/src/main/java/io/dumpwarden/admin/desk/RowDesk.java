package io.dumpwarden.admin.desk;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Rows of configuration, changed with all that goes with it, as the command line does: a new local
 * storage gets its folder and marker, a new key is told from a changed passphrase. Audited.
 *
 * <p>Every method may throw {@link io.dumpwarden.config.InvalidConfigException} with everything
 * that is wrong, and {@code METADATA_UNAVAILABLE}.
 */
public interface RowDesk {

  /** What somebody may add to an edit, beside the row's fields. */
  enum Extra {
    /** A new local storage: take over a folder that was a storage before, with its id. */
    ADOPT,
    /** A changed storage: what was stored has been moved to the new place already. */
    MOVED,
    /** A new key: make its passphrase. It is kept sealed, and shown to nobody. */
    GENERATE,
    /** A removed key: also where stored backups need it. */
    FORCE
  }

  /**
   * Adds a row.
   *
   * @return the row as it stands now
   * @throws io.dumpwarden.error.DumpwardenException {@code ALREADY_EXISTS}
   */
  ConfigRow add(ConfigKind kind, RowChanges changes, Set<Extra> extras, Caller caller);

  /**
   * Changes a row.
   *
   * @param expectedVersion the version that the editor saw; empty to change whatever is there
   * @return the row as it stands now
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}; {@code CONFIG_CONFLICT}
   *     where it was changed meanwhile, or copies would be left behind at another place
   */
  ConfigRow edit(
      ConfigRow row,
      OptionalLong expectedVersion,
      RowChanges changes,
      Set<Extra> extras,
      Caller caller);

  /**
   * Removes a row; history stays.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, {@code CONFIG_INVALID} where
   *     other rows need it, {@code CONFIG_CONFLICT} where stored backups need the key
   */
  void remove(ConfigKind kind, String key, Set<Extra> extras, Caller caller);

  /**
   * Makes an encryption key the current one of its type.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}, {@code KEY_WRONG}
   */
  void useKey(String name, Caller caller);
}

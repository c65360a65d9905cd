package io.dumpwarden.restore;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a backup is to be loaded.
 *
 * @param database the name that the backup's only database gets there; null for the names that its
 *     databases have
 * @param overwrite load into databases that are not empty: tables of the same name are replaced,
 *     others stay
 */
public record RestoreTarget(
    String server, Login login, @Nullable String database, boolean overwrite) {

  /**
   * The databases that will be there.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} where several are to get one name
   */
  List<String> databases(Backup backup) {
    if (database == null) {
      return backup.databases();
    }
    if (backup.databases().size() != 1) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "backup %s holds %d databases in one file, which cannot all be named %s"
              .formatted(backup.id(), backup.databases().size(), database),
          "restore it without --database: each gets its own name",
          null);
    }
    return List.of(database);
  }
}

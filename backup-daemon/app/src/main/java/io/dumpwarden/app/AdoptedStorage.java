package io.dumpwarden.app;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowSettings;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.local.LocalStorage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A folder that was a storage of a metadata store which is lost. */
final class AdoptedStorage {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private AdoptedStorage() {}

  /**
   * The id in the marker of the folder that the settings name.
   *
   * @throws DumpwardenException {@code STORAGE_UNRECOGNISED} where there is no such marker; {@code
   *     ALREADY_EXISTS} where another row has the id
   */
  static String id(Platform platform, Map<String, String> settings) {
    Path path =
        Optional.ofNullable(settings.get("path"))
            .map(Path::of)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.CONFIG_INVALID,
                        "--adopt is for local storages: what lies in a bucket needs no adoption"));
    String id =
        LocalStorage.idOf(path)
            .filter(text -> ID.matcher(text).matches())
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.STORAGE_UNRECOGNISED,
                        "%s has no marker of a storage: there is nothing to adopt".formatted(path),
                        "mount the disk, or add the folder without --adopt",
                        null));
    requireFree(platform, id, path);
    return id;
  }

  private static void requireFree(Platform platform, String id, Path path) {
    for (ConfigRow row : platform.rows().list(ConfigKind.STORAGE)) {
      if (row.id().equals(id)) {
        throw new DumpwardenException(
            ErrorCode.ALREADY_EXISTS,
            "%s is storage %s already".formatted(path, row.key()),
            "use that one; `dumpwarden storage show %s` tells where it is".formatted(row.key()),
            null);
      }
    }
  }

  /** The failure of a new storage, with the way out where its folder was a storage before. */
  static RuntimeException explained(ConfigRow row, RuntimeException e) {
    String path = RowSettings.of(row).get("path");
    boolean unrecognised =
        e instanceof StorageException s && s.kind() == StorageException.Kind.NOT_RECOGNISED;
    return unrecognised && path != null && LocalStorage.idOf(Path.of(path)).isPresent()
        ? new DumpwardenException(
            ErrorCode.STORAGE_UNRECOGNISED,
            "" + e.getMessage(),
            "if its metadata store is lost, take the folder over by --adopt, then run `dumpwarden"
                + " catalog rebuild %s`".formatted(row.key()),
            e)
        : e;
  }
}

package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageParser;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes with the rows of storages: their folders and markers. */
public final class StorageRows {

  private final Platform platform;

  public StorageRows(Platform platform) {
    this.platform = platform;
  }

  /**
   * The id in the marker of the folder that a new row names, which copies in it are known by.
   *
   * @throws DumpwardenException {@code STORAGE_UNRECOGNISED} where there is no such marker; {@code
   *     ALREADY_EXISTS} where another row has the id
   */
  public String adoptedId(RowChanges changes) {
    return AdoptedStorage.id(platform, RowSettings.of(changes));
  }

  /** The marker holds the row's id, so the row comes first; without its marker it is of no use. */
  public void added(ConfigRow row, Actor actor) {
    try {
      platform.initialise(StorageParser.parse(row));
    } catch (RuntimeException e) {
      takeBack(row, actor, e);
      throw AdoptedStorage.explained(row, e);
    }
  }

  private void takeBack(ConfigRow row, Actor actor, RuntimeException why) {
    try {
      platform.editor().remove(ConfigKind.STORAGE, row.key(), actor);
    } catch (DumpwardenException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * A new path gets its folder and marker before the row says so. Copies must not be left behind:
   * they would be looked for, and deleted, where they are not.
   *
   * @param moved whether what was stored has been moved to the new place already
   */
  public void beforeEdit(ConfigRow row, RowChanges changes, boolean moved) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>(row.fields());
    fields.putAll(changes.fields());
    ConfigRow wanted =
        new ConfigRow(
            row.kind(), row.id(), fields, row.version(), row.createdAt(), row.updatedAt());
    if (location(wanted).equals(location(row))) {
      return;
    }
    Storage storage = StorageParser.parse(wanted);
    if (moved) {
      // a local one shows its own marker there, or this fails
      platform.storages().open(storage).check();
      return;
    }
    if (holdsCopies(storage)) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_CONFLICT,
          "copies are stored on %s: at another place they would not be found"
              .formatted(storage.name()),
          "add another storage; or move everything, the marker %s too, and give --moved"
              .formatted(".dumpwarden-storage"),
          null);
    }
    platform.initialise(storage);
  }

  private static List<@Nullable String> location(ConfigRow row) {
    Map<String, String> settings = RowSettings.of(row);
    return Arrays.asList(
        settings.get("path"),
        settings.get("endpoint"),
        settings.get("bucket"),
        settings.get("prefix"));
  }

  private boolean holdsCopies(Storage storage) {
    BackupCatalog catalog = platform.catalog();
    return catalog.series().stream()
        .filter(series -> series.storage().equals(storage.name()))
        .flatMap(series -> catalog.copiesOf(series).stream())
        .anyMatch(copy -> copy.copy().storageId().equals(storage.id()));
  }
}

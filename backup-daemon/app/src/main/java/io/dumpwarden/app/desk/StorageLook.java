package io.dumpwarden.app.desk;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowSettings;
import io.dumpwarden.storage.local.LocalStorage;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.StorageCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tests storages, those among them that are not there yet. */
final class StorageLook {

  private final Platform platform;

  StorageLook(Platform platform) {
    this.platform = platform;
  }

  /**
   * @param before the row that is there; null for a new storage
   */
  Findings at(Storage storage, @Nullable ConfigRow before) {
    Optional<Path> folder = storage.setting("path").map(Path::of);
    if (storage.type() == StorageType.LOCAL
        && folder.isPresent()
        && !isTheSame(folder.get(), before)) {
      return newFolder(folder.get());
    }
    try {
      return new StorageCheck(
              platform.storages().open(storage), platform.storages().open(withoutLock(storage)))
          .run();
    } catch (DumpwardenException e) {
      Findings found = new Findings();
      found.error("open", e);
      return found;
    }
  }

  private static boolean isTheSame(Path folder, @Nullable ConfigRow before) {
    return before != null && folder.toString().equals(RowSettings.of(before).get("path"));
  }

  /** What would be made of a folder that has no marker of this storage yet; touches nothing. */
  private static Findings newFolder(Path folder) {
    Findings found = new Findings();
    found.fact("location", folder.toString());
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    Optional<String> marker =
        Files.isDirectory(folder) ? LocalStorage.idOf(folder) : Optional.empty();
    if (marker.isPresent()) {
      found.add(
          "folder",
          Findings.Result.ERROR,
          "%s was a storage before: its marker says %s".formatted(folder, marker.get()),
          "choose another folder, or adopt it, with all it holds, when you save");
    } else if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      found.add(
          "folder",
          Findings.Result.ERROR,
          "%s cannot be written to".formatted(there),
          ErrorCode.STORAGE_DENIED.hint());
    } else if (there.equals(folder)) {
      found.ok("folder", folder + " is there and can be written to; it gets its marker when saved");
    } else {
      found.ok("folder", "%s will be made in %s when saved".formatted(folder, there));
    }
    return found;
  }

  private static Storage withoutLock(Storage storage) {
    Map<String, String> settings = new HashMap<>(storage.settings());
    settings.keySet().removeIf(name -> name.startsWith("object_lock_"));
    return new Storage(
        storage.id(),
        storage.name(),
        storage.type(),
        Map.copyOf(settings),
        storage.secretKey(),
        storage.enabled());
  }
}

package io.dumpwarden.catalog;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A folder that somebody had a backup written to, instead of a configured storage. Its copies carry
 * its path for the storage's name; no rule ever removes them.
 */
public final class OutputFolder {

  /** What the name of such a storage begins with; no configured one's can. */
  private static final String PREFIX = "dir:";

  /** Longer names do not fit the rows of copies. */
  private static final int MAX_NAME = 128;

  private OutputFolder() {}

  /**
   * The folder as a storage.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} where the path is too long to be recorded
   */
  public static Storage storage(Path folder) {
    String name = PREFIX + folder.toAbsolutePath().normalize();
    if (name.length() > MAX_NAME) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "the path %s has more than %d characters".formatted(folder, MAX_NAME - PREFIX.length()));
    }
    return new Storage(
        "", name, StorageType.LOCAL, Map.of("path", name.substring(PREFIX.length())), null, true);
  }

  /** Whether it is one, and no configured storage. */
  public static boolean is(Storage storage) {
    return storage.name().startsWith(PREFIX);
  }

  /** The storage that a copy rests on, as it is configured now. */
  public static Optional<Storage> storageOf(Copy copy, ConfigSnapshot config) {
    return copy.storage().startsWith(PREFIX)
        ? Optional.of(storage(Path.of(copy.storage().substring(PREFIX.length()))))
        : config.storage(copy.storage()).filter(s -> s.id().equals(copy.storageId()));
  }
}

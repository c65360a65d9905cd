package io.dumpwarden.catalog;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RetentionRule;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which local storages belong to this node: those that showed their marker here once. That is kept,
 * so that one whose disk is not mounted now is missed rather than taken for another node's. Safe
 * for use by many threads.
 */
public final class LocalStorages {

  private static final Logger LOG = LoggerFactory.getLogger(LocalStorages.class);

  private final Path file;
  private final StorageOpener storages;

  /**
   * @param file keeps the ids of the storages, one on a line; need not exist
   */
  public LocalStorages(Path file, StorageOpener storages) {
    this.file = file;
    this.storages = storages;
  }

  /** Whether only another node, if any, can write to the storage. */
  public synchronized boolean isOfAnother(Storage storage) {
    boolean everywhere =
        storage.type() != StorageType.LOCAL
            || storage.setting("shared").map(Boolean::parseBoolean).orElse(false);
    if (everywhere || known().contains(storage.id())) {
      return false;
    }
    boolean shown = showsItsMarker(storage);
    if (shown) {
      keep(storage.id());
    }
    return !shown;
  }

  /** The schedules that write to such a storage: their runs are for another node. */
  public Set<String> schedulesOfOthers(ConfigSnapshot config) {
    return config.rules().stream()
        .map(RetentionRule::schedule)
        .distinct()
        .filter(schedule -> config.storagesOf(schedule).stream().anyMatch(this::isOfAnother))
        .collect(Collectors.toSet());
  }

  private boolean showsItsMarker(Storage storage) {
    try {
      storages.open(storage).check();
      return true;
    } catch (StorageException | DumpwardenException e) {
      LOG.debug("storage {} was never seen here: {}", storage.name(), e.getMessage());
      return false;
    }
  }

  private Collection<String> known() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("cannot read which storages are this node's: {}", e.toString());
      return List.of();
    }
  }

  private void keep(String id) {
    try {
      Files.writeString(file, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("cannot keep that storage {} is this node's: {}", id, e.toString());
    }
  }
}

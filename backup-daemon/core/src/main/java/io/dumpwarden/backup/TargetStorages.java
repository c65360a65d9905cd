package io.dumpwarden.backup;

import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.Durations;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import java.time.Duration;
import java.util.List;

/** The storages of a schedule, opened. */
public final class TargetStorages {

  private static final Duration DEFAULT_STALL_LIMIT = Duration.ofMinutes(5);

  private final StorageOpener opener;
  private final String host;

  /**
   * @param host this machine, which local storages belong to unless they are shared
   */
  public TargetStorages(StorageOpener opener, String host) {
    this.opener = opener;
    this.host = host;
  }

  List<TargetStorage> of(List<Storage> storages) {
    return storages.stream().map(this::open).toList();
  }

  private TargetStorage open(Storage storage) {
    boolean shared =
        storage.type() != StorageType.LOCAL
            || storage.setting("shared").map(Boolean::parseBoolean).orElse(false);
    Duration stallLimit =
        storage.setting("stall_limit").map(Durations::parse).orElse(DEFAULT_STALL_LIMIT);
    return new TargetStorage(storage, opener, shared ? "" : host, stallLimit);
  }
}

package io.dumpwarden.backup;

import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Durations;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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

  /**
   * Where a run writes to: what it was asked for, or the storages of its schedule.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} where there is none, or one that was asked
   *     for does not exist
   */
  List<TargetStorage> of(Run run, ConfigSnapshot config) {
    List<Storage> storages = storages(run, config);
    if (storages.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "schedule %s writes to no storage: no enabled storage has a valid retention rule with it"
              .formatted(run.schedule()));
    }
    return all(storages);
  }

  List<TargetStorage> all(List<Storage> storages) {
    return storages.stream().map(this::open).toList();
  }

  private static List<Storage> storages(Run run, ConfigSnapshot config) {
    String folder = run.request().spec().get(RunRequest.OUTPUT_DIR);
    if (folder != null) {
      return List.of(OutputFolder.storage(Path.of(folder)));
    }
    String asked = run.request().spec().get(RunRequest.STORAGES);
    return asked == null ? config.storagesOf(run.schedule()) : named(asked, config);
  }

  private static List<Storage> named(String names, ConfigSnapshot config) {
    return Arrays.stream(names.split(","))
        .map(String::strip)
        .map(
            name ->
                config.storage(name).filter(Storage::enabled).orElseThrow(() -> noStorage(name)))
        .toList();
  }

  private static DumpwardenException noStorage(String name) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID, "storage %s does not exist, or is not enabled".formatted(name));
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

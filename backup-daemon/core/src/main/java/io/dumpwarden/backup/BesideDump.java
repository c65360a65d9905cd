package io.dumpwarden.backup;

import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.pipeline.LaneResult;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Writes the short objects that stand beside a dump, each to several storages at once. */
final class BesideDump {

  private final String backupId;
  private final StoredLocks locks;

  /**
   * @param locks told of what is stored
   */
  BesideDump(String backupId, StoredLocks locks) {
    this.backupId = backupId;
    this.locks = locks;
  }

  /**
   * Writes one object.
   *
   * @param around wraps each storage's writer
   * @return why storages did not take it, by their names
   */
  Map<String, StorageException> write(
      ObjectKey key,
      byte[] bytes,
      List<TargetStorage> storages,
      BiFunction<TargetStorage, StorageWriter, StorageWriter> around)
      throws IOException, InterruptedException {
    WriteTargets writers =
        WriteTargets.open(backupId, storages, key, OptionalLong.of(bytes.length));
    FanOut fanOut = new FanOut(wrapped(writers.writers(), storages, around));
    try {
      fanOut.writeToAll(bytes);
      Map<String, LaneResult> results = fanOut.commit();
      locks.add(results);
      Map<String, StorageException> failures = new LinkedHashMap<>(failuresOf(results));
      writers.refusals().forEach(failures::putIfAbsent);
      return failures;
    } catch (InterruptedException e) {
      fanOut.abort("the backup was interrupted");
      throw e;
    }
  }

  static Map<String, StorageException> failuresOf(Map<String, LaneResult> results) {
    Map<String, StorageException> failures = new LinkedHashMap<>();
    results.forEach(
        (name, result) -> {
          if (result instanceof LaneResult.Failed failed) {
            failures.put(name, failed.failure());
          }
        });
    return failures;
  }

  private static Map<String, FanOut.Target> wrapped(
      Map<String, FanOut.Target> writers,
      List<TargetStorage> storages,
      BiFunction<TargetStorage, StorageWriter, StorageWriter> around) {
    Map<String, FanOut.Target> wrapped = new LinkedHashMap<>();
    for (TargetStorage storage : storages) {
      FanOut.Target target = writers.get(storage.name());
      if (target != null) {
        StorageWriter writer = around.apply(storage, target.writer());
        wrapped.put(storage.name(), new FanOut.Target(writer, target.stallLimit()));
      }
    }
    return wrapped;
  }
}

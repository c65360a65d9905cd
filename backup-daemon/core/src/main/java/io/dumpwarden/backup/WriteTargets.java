package io.dumpwarden.backup;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The open writers of one backup, and a copy for each storage, those that would not open included.
 */
final class WriteTargets {

  private final Map<String, FanOut.Target> writers = new LinkedHashMap<>();
  private final List<Copy> copies = new ArrayList<>();
  private final Map<String, StorageException> refusals = new LinkedHashMap<>();

  /**
   * Opens a writer on every storage, side by side; one that refuses, or does not answer within its
   * stall limit, gets a failed copy and is left out.
   *
   * @param expectedBytes the size to make room for, where an earlier backup tells
   */
  static WriteTargets open(
      String backupId, List<TargetStorage> targets, ObjectKey key, OptionalLong expectedBytes) {
    List<Opening> openings =
        targets.stream().map(target -> Opening.start(target, key, expectedBytes)).toList();
    WriteTargets opened = new WriteTargets();
    for (int i = 0; i < openings.size(); i++) {
      opened.add(pending(backupId, targets.get(i), key), targets.get(i), openings.get(i));
    }
    return opened;
  }

  /** The storages that take the backup, by name. */
  Map<String, FanOut.Target> writers() {
    return writers;
  }

  /** One copy for each storage, pending or failed. */
  List<Copy> copies() {
    return List.copyOf(copies);
  }

  /** Why each storage that refused did so. */
  Map<String, StorageException> refusals() {
    return refusals;
  }

  private void add(Copy copy, TargetStorage target, Opening opening) {
    try {
      StorageWriter writer = opening.await();
      writers.put(target.name(), new FanOut.Target(writer, target.stallLimit()));
      copies.add(withUpload(copy, writer.pending().uploadId()));
    } catch (StorageException e) {
      refusals.put(target.name(), e);
      copies.add(copy.failed("" + e.getMessage()));
    }
  }

  private static Copy pending(String backupId, TargetStorage target, ObjectKey key) {
    return new Copy(
        Ids.next(),
        backupId,
        target.name(),
        target.storage().id(),
        target.host().isEmpty() ? null : target.host(),
        key.value(),
        "",
        CopyStatus.PENDING,
        0,
        null,
        null,
        null,
        null,
        null);
  }

  private static Copy withUpload(Copy copy, String uploadId) {
    return new Copy(
        copy.id(),
        copy.backupId(),
        copy.storage(),
        copy.storageId(),
        copy.host(),
        copy.key(),
        uploadId,
        copy.status(),
        0,
        null,
        null,
        null,
        null,
        null);
  }
}

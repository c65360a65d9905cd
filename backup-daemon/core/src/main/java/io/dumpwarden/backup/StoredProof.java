package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.pipeline.LaneResult;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The last steps of a backup: a copy counts once the storage proved the dump's size and took the
 * manifest, which is written last. A storage that fails here keeps nothing.
 */
final class StoredProof {

  private final Attempt attempt;
  private final ManifestFormat manifests;
  private final InstantSource clock;

  StoredProof(Attempt attempt, ManifestFormat manifests, InstantSource clock) {
    this.attempt = attempt;
    this.manifests = manifests;
    this.clock = clock;
  }

  Backup complete(WriteTargets targets, Map<String, LaneResult> stored, Dumped dumped)
      throws IOException, InterruptedException {
    Map<String, StorageException> failures = new LinkedHashMap<>(targets.refusals());
    failures.putAll(failuresOf(stored));
    checkSizes(stored, dumped, failures);
    Instant finishedAt = clock.instant();
    String manifest = manifests.sign(ManifestOf.dump(attempt, dumped, finishedAt));
    writeManifests(manifest, dumped, stored, failures);
    if (failures.keySet().containsAll(stored.keySet())) {
      throw FailureReason.noStorageLeft(failures);
    }
    // also a manifest that may have arrived late
    Removal.of(
        attempt.key(), targets(name -> failures.containsKey(name) && stored.containsKey(name)));
    DumpFacts facts =
        new DumpFacts(
            dumped.totals().rawBytes(),
            dumped.totals().rawDigest(),
            dumped.totals().storedBytes(),
            dumped.totals().sha256(),
            dumped.position(),
            manifest);
    List<Copy> copies = copies(targets.copies(), facts, failures, finishedAt);
    return attempt.proven(copies, facts, failures.values(), finishedAt);
  }

  private static Map<String, StorageException> failuresOf(Map<String, LaneResult> results) {
    Map<String, StorageException> failures = new LinkedHashMap<>();
    results.forEach(
        (name, result) -> {
          if (result instanceof LaneResult.Failed failed) {
            failures.put(name, failed.failure());
          }
        });
    return failures;
  }

  private static void checkSizes(
      Map<String, LaneResult> stored, Dumped dumped, Map<String, StorageException> failures) {
    stored.forEach(
        (name, result) -> {
          if (result instanceof LaneResult.Stored there
              && there.object().bytes() != dumped.totals().storedBytes()) {
            failures.put(
                name,
                new StorageException(
                    Kind.CORRUPT,
                    "%d bytes are stored where %d were sent"
                        .formatted(there.object().bytes(), dumped.totals().storedBytes())));
          }
        });
  }

  private void writeManifests(
      String manifest,
      Dumped dumped,
      Map<String, LaneResult> stored,
      Map<String, StorageException> failures)
      throws IOException, InterruptedException {
    List<TargetStorage> good =
        targets(name -> stored.containsKey(name) && !failures.containsKey(name));
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    ObjectKey key = KeyLayout.manifestKey(attempt.key());
    WriteTargets writers =
        WriteTargets.open(attempt.backupId(), good, key, OptionalLong.of(bytes.length));
    FanOut fanOut = new FanOut(proving(writers.writers(), good, dumped.totals().storedBytes()));
    try {
      fanOut.writeToAll(bytes);
      failures.putAll(failuresOf(fanOut.commit()));
    } catch (InterruptedException e) {
      fanOut.abort("the backup was interrupted");
      throw e;
    }
    writers.refusals().forEach(failures::putIfAbsent);
  }

  private Map<String, FanOut.Target> proving(
      Map<String, FanOut.Target> manifests, List<TargetStorage> storages, long dumpBytes) {
    Map<String, FanOut.Target> proving = new LinkedHashMap<>();
    for (TargetStorage storage : storages) {
      FanOut.Target manifest = manifests.get(storage.name());
      if (manifest != null) {
        StorageWriter writer =
            new ProvingWriter(manifest.writer(), storage.provider(), attempt.key(), dumpBytes);
        proving.put(storage.name(), new FanOut.Target(writer, manifest.stallLimit()));
      }
    }
    return proving;
  }

  private List<TargetStorage> targets(Predicate<String> which) {
    return attempt.run().targets().stream().filter(t -> which.test(t.name())).toList();
  }

  private static List<Copy> copies(
      List<Copy> begun, DumpFacts facts, Map<String, StorageException> failures, Instant at) {
    List<Copy> copies = new ArrayList<>();
    for (Copy copy : begun) {
      StorageException failure = failures.get(copy.storage());
      if (copy.status() != CopyStatus.PENDING) {
        copies.add(copy);
      } else if (failure != null) {
        copies.add(copy.failed("" + failure.getMessage()));
      } else {
        copies.add(copy.stored(facts.storedBytes(), at));
      }
    }
    return copies;
  }
}

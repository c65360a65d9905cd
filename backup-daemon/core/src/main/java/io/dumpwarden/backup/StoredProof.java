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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last steps of a backup: a copy counts once the storage proved the dump's size and took the
 * manifest, which is written last. A storage that fails here keeps nothing.
 */
final class StoredProof {

  private static final Logger LOG = LoggerFactory.getLogger(StoredProof.class);

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
    Map<String, StorageException> failures = failuresOf(stored);
    checkSizes(stored, dumped, failures);
    Instant finishedAt = clock.instant();
    String manifest = manifests.sign(ManifestOf.dump(attempt, dumped, finishedAt));
    writeManifests(manifest, stored, failures);
    if (failures.size() == stored.size()) {
      cleanUp(failures.keySet().stream().toList());
      throw FailureReason.noStorageLeft(failures);
    }
    cleanUp(failures.keySet().stream().toList());
    DumpFacts facts =
        new DumpFacts(
            dumped.totals().rawBytes(),
            dumped.totals().rawDigest(),
            dumped.totals().storedBytes(),
            dumped.totals().sha256(),
            manifest);
    return attempt.proven(copies(targets.copies(), facts, failures, finishedAt), facts, finishedAt);
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
      String manifest, Map<String, LaneResult> stored, Map<String, StorageException> failures)
      throws IOException, InterruptedException {
    List<TargetStorage> good =
        attempt.run().targets().stream()
            .filter(t -> stored.containsKey(t.name()) && !failures.containsKey(t.name()))
            .toList();
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    ObjectKey key = KeyLayout.manifestKey(attempt.key());
    WriteTargets writers =
        WriteTargets.open(attempt.backupId(), good, key, java.util.OptionalLong.of(bytes.length));
    FanOut fanOut = new FanOut(writers.writers());
    fanOut.writeToAll(bytes);
    failures.putAll(failuresOf(fanOut.commit()));
    writers.refusals().forEach(failures::putIfAbsent);
  }

  /**
   * Removes the dump, and a manifest that may have arrived late, where the storage did not do its
   * part.
   */
  private void cleanUp(List<String> failed) {
    for (TargetStorage target : attempt.run().targets()) {
      if (failed.contains(target.name())) {
        try {
          target.provider().delete(KeyLayout.manifestKey(attempt.key()));
          target.provider().delete(attempt.key());
        } catch (StorageException e) {
          LOG.warn(
              "{} on storage {} could not be removed; it is swept later: {}",
              attempt.key(),
              target.name(),
              e.getMessage());
        }
      }
    }
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

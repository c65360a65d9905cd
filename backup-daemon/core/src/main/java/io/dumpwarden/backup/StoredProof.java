package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.pipeline.LaneResult;
import io.dumpwarden.storage.Secret;
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
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The last steps of a backup: a copy counts once the storage proved the dump's size and took the
 * manifest, which is written last. A storage that fails here keeps nothing.
 */
final class StoredProof {

  private final Attempt attempt;
  private final ManifestFormat manifests;
  private final InstantSource clock;
  private final StoredLocks locks = new StoredLocks();

  StoredProof(Attempt attempt, ManifestFormat manifests, InstantSource clock) {
    this.attempt = attempt;
    this.manifests = manifests;
    this.clock = clock;
  }

  Backup complete(WriteTargets targets, Map<String, LaneResult> stored, Dumped dumped)
      throws IOException, InterruptedException {
    Map<String, StorageException> failures = new LinkedHashMap<>(targets.refusals());
    failures.putAll(BesideDump.failuresOf(stored));
    checkSizes(stored, dumped, failures);
    locks.add(stored);
    Optional<PackedFile> users = users(dumped);
    if (users.isPresent()) {
      failures.putAll(write(users.get(), good(stored, failures)));
    }
    Instant finishedAt = clock.instant();
    String manifest = manifests.sign(ManifestOf.dump(attempt, dumped, users, finishedAt));
    failures.putAll(writeManifest(manifest, dumped, good(stored, failures)));
    if (failures.keySet().containsAll(stored.keySet())) {
      throw FailureReason.noStorageLeft(failures);
    }
    // also a manifest that may have arrived late
    Removal.of(
        attempt.key(), targets(name -> failures.containsKey(name) && stored.containsKey(name)));
    DumpFacts facts = facts(dumped, manifest);
    List<Copy> copies = copies(targets.copies(), facts, failures, finishedAt);
    return attempt.proven(
        copies, facts, failures.values(), dumped.lacks().shortcomings(), finishedAt);
  }

  private static DumpFacts facts(Dumped dumped, String manifest) {
    return new DumpFacts(
        dumped.totals().rawBytes(),
        dumped.totals().rawDigest(),
        dumped.totals().storedBytes(),
        dumped.totals().sha256(),
        dumped.seen().position(),
        manifest);
  }

  private List<TargetStorage> good(
      Map<String, LaneResult> stored, Map<String, StorageException> failures) {
    return targets(name -> stored.containsKey(name) && !failures.containsKey(name));
  }

  private Optional<PackedFile> users(Dumped dumped) throws IOException {
    Secret script = dumped.before().users();
    return script == null
        ? Optional.empty()
        : Optional.of(
            PackedFile.of(
                KeyLayout.usersKey(attempt.key()), script.reveal(), attempt.run().stages(1)));
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

  private Map<String, StorageException> write(PackedFile file, List<TargetStorage> storages)
      throws IOException, InterruptedException {
    return new BesideDump(attempt.backupId(), locks)
        .write(file.key(), file.bytes(), storages, (storage, writer) -> writer);
  }

  private Map<String, StorageException> writeManifest(
      String manifest, Dumped dumped, List<TargetStorage> storages)
      throws IOException, InterruptedException {
    long dumpBytes = dumped.totals().storedBytes();
    return new BesideDump(attempt.backupId(), locks)
        .write(
            KeyLayout.manifestKey(attempt.key()),
            manifest.getBytes(StandardCharsets.UTF_8),
            storages,
            (storage, writer) ->
                new ProvingWriter(writer, storage.provider(), attempt.key(), dumpBytes));
  }

  private List<TargetStorage> targets(Predicate<String> which) {
    return attempt.run().targets().stream().filter(t -> which.test(t.name())).toList();
  }

  private List<Copy> copies(
      List<Copy> begun, DumpFacts facts, Map<String, StorageException> failures, Instant at) {
    List<Copy> copies = new ArrayList<>();
    for (Copy copy : begun) {
      StorageException failure = failures.get(copy.storage());
      if (copy.status() != CopyStatus.PENDING) {
        copies.add(copy);
      } else if (failure != null) {
        copies.add(copy.failed("" + failure.getMessage()));
      } else {
        Copy stored = copy.stored(facts.storedBytes(), at);
        copies.add(stored.lockedUntil(locks.endOn(copy.storage())));
      }
    }
    return copies;
  }
}

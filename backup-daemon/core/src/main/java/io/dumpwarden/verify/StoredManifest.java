package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.verify.Finding.Part;
import io.dumpwarden.verify.Finding.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The manifest beside a dump, held against the one on record. Where the store could take that in
 * short only, the stored one is to be ours by its MAC and to tell of the same dump.
 */
final class StoredManifest {

  private static final int MAX_MANIFEST = 64 * 1024 * 1024;

  /**
   * What was found.
   *
   * @param manifest the one to go by; empty where neither the stored nor the recorded one serves
   * @param json its text
   */
  record Judged(Finding finding, Optional<Manifest> manifest, String json) {}

  private final ManifestFormat manifests;

  StoredManifest(ManifestFormat manifests) {
    this.manifests = manifests;
  }

  Judged judge(Backup backup, DumpFacts facts, ObjectKey dumpKey, StorageProvider provider) {
    Optional<Manifest> recorded = recorded(facts);
    try {
      String stored = read(provider, KeyLayout.manifestKey(dumpKey));
      if (recorded.isPresent()) {
        return new Judged(compare(stored, facts), recorded, facts.manifest());
      }
      Optional<Manifest> ours = ours(stored, backup, facts, dumpKey);
      Finding finding =
          ours.isPresent()
              ? Finding.good(State.VERIFIED)
              : Finding.corrupt(Part.MANIFEST, "its manifest is not the one that was written");
      return new Judged(finding, ours, stored);
    } catch (StorageException e) {
      return new Judged(failure(e, provider, dumpKey), recorded, facts.manifest());
    }
  }

  /** The one on record, where it is whole. */
  Optional<Manifest> recorded(DumpFacts facts) {
    return parsed(facts.manifest()).filter(manifest -> manifest.mac() != null);
  }

  private Finding compare(String stored, DumpFacts facts) {
    if (!stored.equals(facts.manifest())) {
      return Finding.corrupt(Part.MANIFEST, "its manifest is not the one that was written");
    }
    return manifests.isOurs(stored)
        ? Finding.good(State.VERIFIED)
        : new Finding(State.VERIFIED, "its manifest was not signed by this master key", Set.of());
  }

  private Optional<Manifest> ours(
      String stored, Backup backup, DumpFacts facts, ObjectKey dumpKey) {
    return parsed(stored)
        .filter(manifest -> manifests.isOurs(stored))
        .filter(manifest -> manifest.backupId().equals(backup.id()))
        .filter(
            manifest -> {
              Manifest.StoredFile dump = manifest.objects().get(0);
              return dump.key().equals(dumpKey.value()) && dump.sha256().equals(facts.sha256());
            });
  }

  /** Earlier records, and those in short, may lack anything. */
  @SuppressWarnings({"ConstantValue", "NullableProblems"})
  private Optional<Manifest> parsed(String json) {
    try {
      Manifest manifest = manifests.read(json);
      List<Manifest.StoredFile> objects = manifest.objects();
      boolean whole =
          objects != null
              && !objects.isEmpty()
              && manifest.raw() != null
              && manifest.compression() != null
              && manifest.inventories() != null
              && manifest.tool() != null;
      return whole ? Optional.of(manifest) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Finding failure(StorageException e, StorageProvider provider, ObjectKey dumpKey) {
    if (e.kind() != Kind.MISSING) {
      return ObjectCheck.noVerdict(e);
    }
    return ObjectCheck.absence(provider, KeyLayout.manifestKey(dumpKey))
        .map(Finding::unchecked)
        .orElseGet(() -> Finding.corrupt(Part.MANIFEST, "its manifest is not there"));
  }

  private static String read(StorageProvider provider, ObjectKey key) {
    try (InputStream in = provider.read(key, 0)) {
      return new String(in.readNBytes(MAX_MANIFEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StorageException(Kind.UNAVAILABLE, key + " cannot be read: " + e.getMessage(), e);
    }
  }
}

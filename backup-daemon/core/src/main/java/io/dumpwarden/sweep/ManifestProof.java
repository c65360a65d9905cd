package io.dumpwarden.sweep;

import io.dumpwarden.backup.Shortcoming;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges, by the manifest that stands beside a dump, whether the dump is the copy it is to be. */
final class ManifestProof {

  private static final int MAX_MANIFEST = 64 * 1024 * 1024;

  /** What the manifest says. */
  sealed interface Verdict {}

  /**
   * The copy is whole.
   *
   * @param lacks what its dump lacks, as the manifest says
   */
  record Proven(DumpFacts facts, List<Shortcoming> lacks, Instant storedAt) implements Verdict {}

  /** It is not this copy, or not whole. */
  record Refuted(String why) implements Verdict {}

  private final ManifestFormat manifests;

  ManifestProof(ManifestFormat manifests) {
    this.manifests = manifests;
  }

  /**
   * Reads and compares: the MAC, the backup, the key, the stored size.
   *
   * @throws StorageException where the storage does not let it be read now: no verdict
   */
  Verdict of(Copy copy, StorageProvider provider) {
    ObjectKey key = new ObjectKey(copy.key());
    String json = read(provider, KeyLayout.manifestKey(key));
    if (!manifests.isOurs(json)) {
      return new Refuted("its manifest was not written with our master key, or was changed");
    }
    try {
      return compare(copy, json, provider.stat(key));
    } catch (IllegalArgumentException e) {
      return new Refuted("its manifest cannot be understood: " + e.getMessage());
    }
  }

  private Verdict compare(Copy copy, String json, Optional<StoredObject> dump) {
    Manifest manifest = manifests.read(json);
    Manifest.StoredFile file = manifest.objects().get(0);
    if (!manifest.backupId().equals(copy.backupId()) || !file.key().equals(copy.key())) {
      return new Refuted("its manifest is that of another backup");
    }
    if (dump.isEmpty()) {
      return new Refuted("only its manifest is there");
    }
    if (dump.get().bytes() != file.bytes()) {
      return new Refuted(
          "%d bytes are stored where its manifest says %d"
              .formatted(dump.get().bytes(), file.bytes()));
    }
    Manifest.Raw raw = manifest.raw();
    return new Proven(
        new DumpFacts(
            raw.bytes(), raw.digest(), file.bytes(), file.sha256(), manifest.position(), json),
        Shortcoming.of(manifest),
        dump.get().modifiedAt());
  }

  private static String read(StorageProvider provider, ObjectKey key) {
    try (InputStream in = provider.read(key, 0)) {
      return new String(in.readNBytes(MAX_MANIFEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StorageException(Kind.UNAVAILABLE, key + " cannot be read: " + e.getMessage(), e);
    }
  }
}

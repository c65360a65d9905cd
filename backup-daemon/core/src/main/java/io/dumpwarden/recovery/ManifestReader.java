package io.dumpwarden.recovery;

import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestForm;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads manifests from storages that anybody may have written to, and judges them. */
final class ManifestReader {

  private static final int MAX_BYTES = 64 << 20;

  private final ManifestFormat format;

  ManifestReader(ManifestFormat format) {
    this.format = format;
  }

  /**
   * Reads a manifest and looks at its dump.
   *
   * @param dump beside which it stands
   * @throws StorageException where the storage does not let it be read now
   */
  FoundManifest read(StorageProvider provider, ObjectKey dump, Optional<StoredObject> stored) {
    Optional<String> json = text(provider, KeyLayout.manifestKey(dump));
    if (json.isEmpty()) {
      return unfit(dump, "it is larger than any manifest");
    }
    try {
      Manifest manifest = format.read(json.get());
      return ManifestForm.problem(manifest)
          .<FoundManifest>map(problem -> unfit(dump, problem))
          .orElseGet(() -> held(manifest, json.get(), dump, stored));
    } catch (IllegalArgumentException e) {
      return unfit(dump, "it cannot be understood: " + e.getMessage());
    }
  }

  private FoundManifest held(
      Manifest manifest, String json, ObjectKey dump, Optional<StoredObject> stored) {
    if (stored.isEmpty()) {
      return new FoundManifest.Unfit(
          Finding.Kind.MANIFEST_WITHOUT_DUMP, dump, "only the manifest is there");
    }
    long said = manifest.objects().get(0).bytes();
    if (stored.get().bytes() != said) {
      return new FoundManifest.Unfit(
          Finding.Kind.SIZE_DIFFERS,
          dump,
          "%d bytes are stored where the manifest says %d".formatted(stored.get().bytes(), said));
    }
    return new FoundManifest.Whole(manifest, json, stored.get(), foreign(manifest, json, dump));
  }

  private String foreign(Manifest manifest, String json, ObjectKey dump) {
    if (manifest.mac() == null) {
      return "it is not signed";
    }
    if (!format.isOurs(json)) {
      return "another master key signed it, or it was changed since";
    }
    String said = manifest.objects().get(0).key();
    return said.equals(dump.value()) ? "" : "it is the manifest of %s".formatted(said);
  }

  private static FoundManifest unfit(ObjectKey dump, String why) {
    return new FoundManifest.Unfit(Finding.Kind.UNREADABLE_MANIFEST, dump, why);
  }

  /** Empty where it is too long to be one. */
  private static Optional<String> text(StorageProvider provider, ObjectKey key) {
    try (InputStream in = provider.read(key, 0)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StorageException(Kind.UNAVAILABLE, key + " cannot be read: " + e.getMessage(), e);
    }
  }
}

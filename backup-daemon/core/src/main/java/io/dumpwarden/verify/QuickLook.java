package io.dumpwarden.verify;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.verify.Finding.Part;
import io.dumpwarden.verify.Finding.State;
import java.util.List;
import java.util.Optional;

/** Whether the objects of a copy are there and have their sizes; reads none of them. */
final class QuickLook {

  private final StorageProvider provider;

  private QuickLook(StorageProvider provider) {
    this.provider = provider;
  }

  static Finding at(
      StorageProvider provider, Copy copy, DumpFacts facts, ManifestFormat manifests) {
    QuickLook look = new QuickLook(provider);
    ObjectKey key = CopyCheck.key(copy);
    Finding dump = look.at(Part.DUMP, key, facts.storedBytes());
    if (!dump.isGood() && dump.state() != State.CORRUPT) {
      return dump;
    }
    Finding all = dump.and(look.at(Part.MANIFEST, KeyLayout.manifestKey(key), -1));
    for (Manifest.StoredFile file : besides(facts, manifests)) {
      all = all.and(look.at(Part.USERS, new ObjectKey(file.key()), file.bytes()));
    }
    return all;
  }

  private static List<Manifest.StoredFile> besides(DumpFacts facts, ManifestFormat manifests) {
    return new StoredManifest(manifests)
        .recorded(facts)
        .map(manifest -> manifest.objects().subList(1, manifest.objects().size()))
        .orElse(List.of());
  }

  /**
   * @param bytes negative for any size
   */
  private Finding at(Part part, ObjectKey key, long bytes) {
    Optional<StoredObject> there = provider.stat(key);
    if (there.isEmpty()) {
      return ObjectCheck.absence(provider, key)
          .map(Finding::unchecked)
          .orElseGet(() -> absent(part, key));
    }
    return bytes < 0 || there.get().bytes() == bytes
        ? Finding.good(State.PRESENT)
        : Finding.corrupt(
            part, "%d bytes are there instead of %d".formatted(there.get().bytes(), bytes));
  }

  private static Finding absent(Part part, ObjectKey key) {
    return part == Part.DUMP
        ? Finding.missing()
        : Finding.corrupt(part, "%s is not there".formatted(key.fileName()));
  }
}

package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.verify.Finding.Part;
import io.dumpwarden.verify.Finding.State;
import io.dumpwarden.verify.ObjectCheck.Expected;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a copy is still what was proven when its backup was made. Reads each object
 * once, in constant memory. Records nothing. Safe for use by many threads.
 */
public final class CopyCheck {

  private static final Logger LOG = LoggerFactory.getLogger(CopyCheck.class);

  /** For what is compared by its bytes alone. */
  static final ObjectCheck.Contents TO_ITS_END =
      raw -> {
        DumpProof.drain(raw);
        return Optional.empty();
      };

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final ManifestFormat manifests;
  private final Keyring keys;
  private final RateLimit rate;

  /**
   * @param rate how fast it may read; shared with others
   */
  public CopyCheck(
      Supplier<ConfigSnapshot> config,
      StorageOpener storages,
      ManifestFormat manifests,
      Keyring keys,
      RateLimit rate) {
    this.config = config;
    this.storages = storages;
    this.manifests = manifests;
    this.keys = keys;
    this.rate = rate;
  }

  /**
   * Reads the copy to its end.
   *
   * @throws DumpwardenException {@code CANCELLED} where the thread is interrupted, {@code
   *     METADATA_UNAVAILABLE}
   */
  public Finding deep(Backup backup, Copy copy) {
    return with(copy, provider -> deep(backup, copy, provider, ObjectCheck.toNobody()));
  }

  /** Asks only whether everything is there and has its size. */
  public Finding quick(Backup backup, Copy copy) {
    return with(copy, provider -> QuickLook.at(provider, copy, facts(backup), manifests));
  }

  /**
   * Reads the copy to its end.
   *
   * @param dumpTo gets the bytes of the dump, as they are stored
   */
  Finding deep(Backup backup, Copy copy, StorageProvider provider, OutputStream dumpTo) {
    DumpFacts facts = facts(backup);
    StoredManifest.Judged judged =
        new StoredManifest(manifests).judge(backup, facts, key(copy), provider);
    if (judged.manifest().isEmpty()) {
      return noManifest(judged.finding());
    }
    Manifest manifest = judged.manifest().get();
    ObjectCheck objects = objects(provider);
    Manifest.StoredFile dump =
        new Manifest.StoredFile(copy.key(), facts.storedBytes(), facts.sha256());
    Finding found =
        objects.read(new Expected(Part.DUMP, dump, manifest), new DumpProof(manifest), dumpTo);
    if (found.state() == State.MISSING || found.state() == State.UNCHECKED) {
      return found;
    }
    return besides(manifest, objects, found).and(judged.finding());
  }

  private static Finding besides(Manifest manifest, ObjectCheck objects, Finding dump) {
    Finding all = dump;
    for (Manifest.StoredFile file : manifest.objects().subList(1, manifest.objects().size())) {
      Finding found =
          objects.read(
              new Expected(Part.USERS, file, manifest), TO_ITS_END, ObjectCheck.toNobody());
      all = all.and(found);
    }
    return all;
  }

  /** Neither is of use: how the dump is packed is not known. */
  private static Finding noManifest(Finding found) {
    return found.isGood()
        ? Finding.unchecked("its manifest on record does not say how the dump is packed")
        : found;
  }

  private interface Look {
    Finding at(StorageProvider provider);
  }

  private Finding with(Copy copy, Look look) {
    Optional<Storage> storage = storageOf(copy);
    if (storage.isEmpty()) {
      return Finding.unchecked("its storage is no longer configured");
    }
    try {
      Finding found = look.at(storages.open(storage.get()));
      return found.state() == State.MISSING && OutputFolder.is(storage.get())
          // a folder without a marker may be another host's, or not mounted
          ? Finding.unchecked("it is not there, and its folder has no marker to tell it by")
          : found;
    } catch (StorageException e) {
      StoredBytes.requireNotInterrupted();
      return Finding.unchecked("" + e.getMessage());
    } catch (DumpwardenException e) {
      if (ObjectCheck.endsTheWork(e)) {
        throw e;
      }
      return Finding.unchecked("" + e.getMessage());
    } catch (RuntimeException e) {
      // an algorithm, a pattern or a key in its manifest that this version does not know
      LOG.debug("copy {} on storage {} cannot be checked", copy.key(), copy.storage(), e);
      return Finding.unchecked("its record cannot be followed: " + e.getMessage());
    }
  }

  /** The storage that the copy rests on, as it is configured now. */
  Optional<Storage> storageOf(Copy copy) {
    return OutputFolder.storageOf(copy, config.get());
  }

  StorageProvider open(Storage storage) {
    return storages.open(storage);
  }

  ManifestFormat manifests() {
    return manifests;
  }

  ObjectCheck objects(StorageProvider provider) {
    return new ObjectCheck(provider, keys, rate);
  }

  static ObjectKey key(Copy copy) {
    return new ObjectKey(copy.key());
  }

  static DumpFacts facts(Backup backup) {
    DumpFacts facts = backup.result();
    if (facts == null) {
      throw new IllegalArgumentException("backup " + backup.id() + " has no result");
    }
    return facts;
  }
}

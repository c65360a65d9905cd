package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the best copy of a backup: local before remote, and only one whose bytes are those that
 * were proven.
 */
public final class CopyReader {

  private static final int BUFFER = 256 * 1024;

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final ManifestFormat manifests;
  private final Keyring keys;

  public CopyReader(
      Supplier<ConfigSnapshot> config,
      StorageOpener storages,
      ManifestFormat manifests,
      Keyring keys) {
    this.config = config;
    this.storages = storages;
    this.manifests = manifests;
    this.keys = keys;
  }

  /**
   * Reads copies through in full, in constant memory, until one has the backup's SHA-256 and, where
   * it is encrypted, decrypts to its end.
   *
   * @throws DumpwardenException {@code NO_GOOD_COPY} with what is wrong with each; {@code
   *     KEY_MISSING}, {@code KEY_WRONG}, told by a copy's first bytes, where no other copy is good:
   *     damage there looks like a wrong key
   */
  public Copy firstGood(Backup backup) {
    DumpFacts facts = backup.result();
    if (facts == null) {
      throw new DumpwardenException(
          ErrorCode.NO_GOOD_COPY,
          "backup %s is %s: there is nothing to restore"
              .formatted(backup.id(), backup.status().id()));
    }
    List<String> problems = new ArrayList<>();
    DumpwardenException aboutKey = null;
    for (Copy copy : inOrder(backup)) {
      try {
        Optional<String> problem = problemWith(copy, facts);
        if (problem.isEmpty()) {
          return copy;
        }
        problems.add(copy.storage() + ": " + problem.get());
      } catch (DumpwardenException e) {
        aboutKey = aboutKey == null ? e : aboutKey;
      }
    }
    if (aboutKey != null) {
      throw aboutKey;
    }
    throw new DumpwardenException(
        ErrorCode.NO_GOOD_COPY,
        "backup %s has no good copy: %s"
            .formatted(
                backup.id(), problems.isEmpty() ? "none is stored" : String.join("; ", problems)));
  }

  /** The bytes of a copy, decrypted, and compressed as they are. */
  public InputStream open(Copy copy, DumpFacts facts) throws IOException {
    InputStream stored = stored(copy);
    if (!isEncrypted(facts)) {
      return stored;
    }
    try {
      return keys.decrypt(stored).stream();
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private InputStream stored(Copy copy) {
    return storages.open(storage(copy).orElseThrow()).read(new ObjectKey(copy.key()), 0);
  }

  private boolean isEncrypted(DumpFacts facts) {
    return manifests.read(facts.manifest()).encryption() != null;
  }

  private List<Copy> inOrder(Backup backup) {
    return backup.copies().stream()
        .filter(copy -> copy.status() == CopyStatus.STORED)
        .sorted(Comparator.comparing(copy -> !isLocal(copy)))
        .toList();
  }

  private boolean isLocal(Copy copy) {
    return storage(copy).filter(s -> s.type() == StorageType.LOCAL).isPresent();
  }

  private Optional<Storage> storage(Copy copy) {
    return OutputFolder.storageOf(copy, config.get());
  }

  private Optional<String> problemWith(Copy copy, DumpFacts facts) {
    if (storage(copy).isEmpty()) {
      return Optional.of("the storage is no longer configured");
    }
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(stored(copy), sha256)) {
      drain(isEncrypted(facts) ? keys.decrypt(in).stream() : in);
      String found = HexFormat.of().formatHex(sha256.digest());
      return found.equals(facts.sha256())
          ? Optional.empty()
          : Optional.of(
              "corrupt: its SHA-256 is %s instead of %s".formatted(found, facts.sha256()));
    } catch (DumpwardenException e) {
      return Optional.of("" + requireOtherThanKey(e).getMessage());
    } catch (StorageException | IOException e) {
      return Optional.of("" + e.getMessage());
    }
  }

  private static DumpwardenException requireOtherThanKey(DumpwardenException e) {
    if (e.code() == ErrorCode.KEY_MISSING || e.code() == ErrorCode.KEY_WRONG) {
      throw e;
    }
    return e;
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (in.read(buffer, 0, BUFFER) >= 0) {
      // only that it comes to its end counts
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

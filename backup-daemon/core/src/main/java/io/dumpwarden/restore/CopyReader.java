package io.dumpwarden.restore;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
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

  public CopyReader(Supplier<ConfigSnapshot> config, StorageOpener storages) {
    this.config = config;
    this.storages = storages;
  }

  /**
   * Reads copies through in full, in constant memory, until one has the backup's SHA-256.
   *
   * @throws DumpwardenException {@code NO_GOOD_COPY} with what is wrong with each
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
    for (Copy copy : inOrder(backup)) {
      Optional<String> problem = problemWith(copy, facts);
      if (problem.isEmpty()) {
        return copy;
      }
      problems.add(copy.storage() + ": " + problem.get());
    }
    throw new DumpwardenException(
        ErrorCode.NO_GOOD_COPY,
        "backup %s has no good copy: %s"
            .formatted(
                backup.id(), problems.isEmpty() ? "none is stored" : String.join("; ", problems)));
  }

  /** The stored bytes of a copy, compressed as they are. */
  public InputStream open(Copy copy) {
    return storages.open(storage(copy).orElseThrow()).read(new ObjectKey(copy.key()), 0);
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
    try (InputStream in = open(copy)) {
      String found = sha256(in);
      return found.equals(facts.sha256())
          ? Optional.empty()
          : Optional.of(
              "corrupt: its SHA-256 is %s instead of %s".formatted(found, facts.sha256()));
    } catch (StorageException | DumpwardenException | IOException e) {
      return Optional.of("" + e.getMessage());
    }
  }

  private static String sha256(InputStream in) throws IOException {
    try {
      DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      byte[] buffer = new byte[BUFFER];
      while (digest.read(buffer, 0, BUFFER) >= 0) {
        // only the digest counts
      }
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

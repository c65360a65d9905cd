package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.ByteRanges;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.verify.Finding.Part;
import io.dumpwarden.verify.Finding.State;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the best copy of a backup: local before remote, and only one whose bytes are those that
 * were proven.
 */
public final class CopyReader {

  private static final Logger LOG = LoggerFactory.getLogger(CopyReader.class);

  private static final int BUFFER = 256 * 1024;

  private final Supplier<ConfigSnapshot> config;
  private final StorageOpener storages;
  private final ManifestFormat manifests;
  private final Keyring keys;
  private final @Nullable Records records;

  /** One that tells nobody what it finds. */
  public CopyReader(
      Supplier<ConfigSnapshot> config,
      StorageOpener storages,
      ManifestFormat manifests,
      Keyring keys) {
    this(config, storages, manifests, keys, null);
  }

  private CopyReader(
      Supplier<ConfigSnapshot> config,
      StorageOpener storages,
      ManifestFormat manifests,
      Keyring keys,
      @Nullable Records records) {
    this.config = config;
    this.records = records;
    this.storages = storages;
    this.manifests = manifests;
    this.keys = keys;
  }

  /** One that also records which copies it finds missing or corrupt, so that they are repaired. */
  public CopyReader recording(Verifications verifications, InstantSource clock) {
    return new CopyReader(config, storages, manifests, keys, new Records(verifications, clock));
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
    return firstGood(backup, "no good copy", copy -> judged(copy, () -> readThrough(copy, facts)));
  }

  /**
   * Reads no more than these frames, of one copy after the other, until all of them are what was
   * dumped.
   *
   * @param some in the file's order
   * @param progress told of the compressed bytes read so far
   * @throws DumpwardenException as {@link #firstGood(Backup)}, {@code BACKUP_CORRUPT} where the
   *     index is not that of all of the file, {@code CANCELLED} where the thread is interrupted
   */
  public Copy firstGood(Backup backup, Manifest manifest, List<Frame> some, LongConsumer progress) {
    manifest.index(); // no copy's fault
    return firstGood(
        backup,
        "no copy of which the chosen tables are good",
        copy -> judged(copy, () -> frames(copy, manifest).prove(some, progress)));
  }

  private Copy firstGood(Backup backup, String none, Function<Copy, Finding> look) {
    List<String> problems = new ArrayList<>();
    DumpwardenException aboutKey = null;
    for (Copy copy : inOrder(backup)) {
      try {
        Finding found = look.apply(copy);
        if (found.isGood()) {
          return copy;
        }
        record(copy, found);
        problems.add(copy.storage() + ": " + found.message());
      } catch (DumpwardenException e) {
        if (e.code() == ErrorCode.CANCELLED) {
          throw e;
        }
        aboutKey = aboutKey == null ? e : aboutKey;
      }
    }
    if (aboutKey != null) {
      throw aboutKey;
    }
    throw new DumpwardenException(
        ErrorCode.NO_GOOD_COPY,
        "backup %s has %s: %s"
            .formatted(
                backup.id(),
                none,
                problems.isEmpty() ? "none is stored" : String.join("; ", problems)));
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

  /**
   * A copy whose manifest has an index, to be read frame by frame.
   *
   * @throws DumpwardenException {@code KEY_MISSING}, {@code KEY_WRONG}, {@code BACKUP_CORRUPT}
   *     where the file's header cannot be read, or the index is not that of all of the file
   */
  public FrameReader frames(Copy copy, Manifest manifest) throws IOException {
    StorageProvider provider = storages.open(storage(copy).orElseThrow());
    ObjectKey key = new ObjectKey(copy.key());
    ByteRanges stored = (offset, length) -> provider.read(key, offset, length);
    String what = "copy %s on storage %s".formatted(copy.key(), copy.storage());
    return FrameReader.of(stored, keys, manifest, what);
  }

  private InputStream stored(Copy copy) {
    return storages.open(storage(copy).orElseThrow()).read(new ObjectKey(copy.key()), 0);
  }

  private boolean isEncrypted(DumpFacts facts) {
    return manifests.read(facts.manifest()).encryption() != null;
  }

  /** Those that were found lost come last: a disk may be back, and what is read is proven. */
  private List<Copy> inOrder(Backup backup) {
    Comparator<Copy> lostLast = Comparator.comparing(copy -> copy.status() != CopyStatus.STORED);
    return backup.copies().stream()
        .filter(CopyReader::mayBeThere)
        .sorted(lostLast.thenComparing(copy -> !isLocal(copy)))
        .toList();
  }

  private static boolean mayBeThere(Copy copy) {
    return switch (copy.status()) {
      case STORED, MISSING, CORRUPT -> true;
      case PENDING, FAILED, EXPIRED, DELETED -> false;
    };
  }

  private boolean isLocal(Copy copy) {
    return storage(copy).filter(s -> s.type() == StorageType.LOCAL).isPresent();
  }

  private Optional<Storage> storage(Copy copy) {
    return OutputFolder.storageOf(copy, config.get());
  }

  /** A store that is away does not keep a restore from going on. */
  private void record(Copy copy, Finding found) {
    if (records != null && found.isLost()) {
      try {
        records.found(copy, found);
      } catch (DumpwardenException e) {
        LOG.debug("what is wrong with {} is not recorded", copy.key(), e);
      }
    }
  }

  /** Reads of a copy what is needed of it. */
  private interface Proof {

    /**
     * @throws DumpwardenException {@code BACKUP_CORRUPT} where it is not what was dumped
     */
    void read() throws IOException;
  }

  private Finding judged(Copy copy, Proof proof) {
    Optional<Storage> storage = storage(copy);
    if (storage.isEmpty()) {
      return Finding.unchecked("the storage is no longer configured");
    }
    try {
      proof.read();
      return Finding.good(State.PRESENT);
    } catch (DumpwardenException e) {
      return judged(e);
    } catch (StorageException e) {
      StoredBytes.requireNotInterrupted();
      return isGone(e, storage.get(), copy)
          ? new Finding(State.MISSING, "" + e.getMessage(), EnumSet.allOf(Part.class))
          : Finding.unchecked("" + e.getMessage());
    } catch (IOException e) {
      StoredBytes.requireNotInterrupted();
      return Finding.unchecked("" + e.getMessage());
    }
  }

  private static Finding judged(DumpwardenException e) {
    return switch (e.code()) {
      case KEY_MISSING, KEY_WRONG, CANCELLED -> throw e;
      case BACKUP_CORRUPT -> Finding.corrupt(Part.DUMP, "" + e.getMessage());
      default -> Finding.unchecked("" + e.getMessage());
    };
  }

  private void readThrough(Copy copy, DumpFacts facts) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(stored(copy), sha256)) {
      drain(isEncrypted(facts) ? keys.decrypt(in).stream() : in);
    }
    String found = HexFormat.of().formatHex(sha256.digest());
    if (!found.equals(facts.sha256())) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "corrupt: its SHA-256 is %s instead of %s".formatted(found, facts.sha256()));
    }
  }

  /** A folder without a marker may be another host's, or not mounted. */
  private boolean isGone(StorageException e, Storage storage, Copy copy) {
    return e.kind() == StorageException.Kind.MISSING
        && !OutputFolder.is(storage)
        && ObjectCheck.absence(storages.open(storage), new ObjectKey(copy.key())).isEmpty();
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

package io.dumpwarden.recovery;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compressors;
import io.dumpwarden.pipeline.StoredDigest;
import io.dumpwarden.recovery.StoredSelfBackups.Found;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings a metadata store back from one of its backups, with the master key and nothing else. */
public final class SelfRestore {

  /**
   * A backup that can be restored.
   *
   * @param storage the name that its storage had in the store
   */
  public record Candidate(
      String key,
      Instant startedAt,
      long bytes,
      long rows,
      String storage,
      String storageId,
      String dumpwarden,
      String schemaVersion) {}

  private final StorageProvider provider;
  private final SelfKey key;

  public SelfRestore(StorageProvider provider, SelfKey key) {
    this.provider = provider;
    this.key = key;
  }

  /** Those that our master key signed, newest first. */
  public List<Candidate> list() {
    return stored().stream().map(SelfRestore::candidate).toList();
  }

  /**
   * Proves the backup to its end before the store is opened, and then restores it.
   *
   * @param file the last part of its key; empty for the newest
   * @param store opened only then
   * @throws DumpwardenException {@code NOT_FOUND}; {@code MASTER_KEY_WRONG} where another master
   *     key made all that is there; {@code BACKUP_CORRUPT}; {@code TARGET_NOT_EMPTY}; nothing is
   *     changed in any of these cases
   */
  public Candidate run(String file, Supplier<StoreText> store) {
    SelfBackupManifest chosen = chosen(file);
    try {
      prove(chosen);
      try (InputStream text = text(provider.read(new ObjectKey(chosen.key()), 0))) {
        store.get().read(text, chosen.schemaVersion());
      }
    } catch (IOException e) {
      throw corrupt(chosen, "" + e.getMessage(), e);
    }
    return candidate(chosen);
  }

  private SelfBackupManifest chosen(String file) {
    List<SelfBackupManifest> stored = stored();
    Optional<SelfBackupManifest> chosen =
        stored.stream()
            .filter(m -> file.isEmpty() || new ObjectKey(m.key()).fileName().equals(file))
            .findFirst();
    return chosen.orElseThrow(
        () ->
            new DumpwardenException(
                ErrorCode.NOT_FOUND,
                stored.isEmpty()
                    ? "there is no backup of a metadata store at " + provider.location()
                    : "there is no backup %s at %s".formatted(file, provider.location()),
                stored.isEmpty()
                    ? "look at the other storages, and at the prefix; without any, add the storages"
                        + " to a new store and run `dumpwarden catalog rebuild`"
                    : "see `--list` for those that are there",
                null));
  }

  private List<SelfBackupManifest> stored() {
    provider.check();
    List<Found> found = new StoredSelfBackups(provider, key).list();
    List<SelfBackupManifest> ours =
        found.stream()
            .filter(Found::ours)
            .flatMap(f -> Optional.ofNullable(f.manifest()).stream())
            .toList();
    if (ours.isEmpty()) {
      found.stream()
          .flatMap(f -> Optional.ofNullable(f.manifest()).stream())
          .findFirst()
          .ifPresent(this::refuse);
    }
    return ours;
  }

  private void refuse(SelfBackupManifest foreign) {
    boolean sameKey = foreign.masterKeyId().equals(key.masterKeyId());
    throw new DumpwardenException(
        ErrorCode.MASTER_KEY_WRONG,
        sameKey
            ? "the manifests at %s were changed: their MAC is not ours"
                .formatted(provider.location())
            : "the backups at %s were made with master key %s, this is %s"
                .formatted(provider.location(), foreign.masterKeyId(), key.masterKeyId()),
        "give the master key of the recovery kit by DUMPWARDEN_MASTER_KEY",
        null);
  }

  /** All of it, against the SHA-256 and through decryption and decompression. */
  private void prove(SelfBackupManifest chosen) throws IOException {
    StoredDigest digest = new StoredDigest(OutputStream.nullOutputStream());
    try (InputStream stored = provider.read(new ObjectKey(chosen.key()), 0)) {
      stored.transferTo(digest);
    } catch (StorageException e) {
      throw corrupt(chosen, "" + e.getMessage(), e);
    }
    if (!digest.hex().equals(chosen.sha256())) {
      throw corrupt(chosen, "its SHA-256 is not the one in its manifest", null);
    }
    try (InputStream text = text(provider.read(new ObjectKey(chosen.key()), 0))) {
      text.transferTo(OutputStream.nullOutputStream());
    }
  }

  private InputStream text(InputStream stored) throws IOException {
    return Compressors.decompress(Compression.Algorithm.ZSTD, key.keys().decrypt(stored).stream());
  }

  private DumpwardenException corrupt(
      SelfBackupManifest chosen, String why, @org.jspecify.annotations.Nullable Exception e) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT,
        "%s at %s cannot be restored: %s".formatted(chosen.key(), provider.location(), why),
        "choose an older one: `--list` shows them, `--file` names one",
        e);
  }

  private static Candidate candidate(SelfBackupManifest manifest) {
    return new Candidate(
        manifest.key(),
        manifest.startedAt(),
        manifest.bytes(),
        manifest.rows(),
        manifest.storage(),
        manifest.storageId(),
        manifest.dumpwarden(),
        manifest.schemaVersion());
  }
}

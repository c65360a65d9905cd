package io.dumpwarden.recovery;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.config.Durations;
import io.dumpwarden.config.Storage;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.pipeline.LaneResult;
import io.dumpwarden.pipeline.StoredDigest;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Backs the metadata store up into one storage: encrypted, proven, with its manifest last. For one
 * thread and node at a time for each storage.
 */
public final class SelfBackupRun {

  private static final Duration STALL_LIMIT = Duration.ofMinutes(5);
  private static final int LEVEL = 3;

  /**
   * Where a backup comes from and is recorded.
   *
   * @param clock the store's own: where it differs by minutes, no old backup is removed
   */
  public record Store(StoreText text, SelfBackupRows rows, String version, InstantSource clock) {}

  private final Store store;
  private final SelfKey key;
  private final InstantSource clock;
  private final SelfBackupSweep sweep;

  public SelfBackupRun(Store store, SelfKey key, InstantSource clock) {
    this.store = store;
    this.key = key;
    this.clock = clock;
    this.sweep = new SelfBackupSweep(store.rows(), key, clock, store.clock());
  }

  /**
   * Makes one, and removes what there is beyond the newest ones.
   *
   * @return the row as it stands then: stored
   * @throws StorageException where the storage does not take it; nothing stays there then, but what
   *     it locks
   * @throws DumpwardenException {@code METADATA_UNAVAILABLE}, {@code DUMP_INCOMPLETE}
   */
  public SelfBackup run(Storage storage, StorageProvider provider) {
    provider.check();
    sweep.leftovers(storage, provider);
    Instant startedAt = clock.instant();
    String id = Ids.next();
    ObjectKey object = StoredSelfBackups.key(id, startedAt);
    StorageWriter writer = provider.open(object, OptionalLong.empty());
    SelfBackup begun =
        new SelfBackup(
            id,
            storage.name(),
            storage.id(),
            object.value(),
            writer.pending().uploadId(),
            SelfBackup.Status.RUNNING,
            startedAt,
            null,
            0,
            null,
            null);
    SelfBackup done = stored(begun, storage, provider, writer);
    // from here on it is good, whatever becomes of the row: the next sweep finds its manifest
    store.rows().update(done);
    sweep.beyondNewest(storage, provider, object);
    return done;
  }

  private SelfBackup stored(
      SelfBackup begun, Storage storage, StorageProvider provider, StorageWriter writer) {
    FanOut out = new FanOut(Map.of(storage.name(), new FanOut.Target(writer, limit(storage))));
    try {
      store.rows().begin(begun);
      SelfBackupManifest manifest = written(begun, out);
      writeManifest(provider, new ObjectKey(begun.key()), manifest);
      return begun.stored(manifest);
    } catch (RuntimeException | IOException | InterruptedException | Error e) {
      throw givenUp(begun, provider, out, e);
    }
  }

  private SelfBackupManifest written(SelfBackup begun, FanOut out)
      throws IOException, InterruptedException {
    StreamEncryption encryption = key.encryption();
    DumpPipeline.Stages stages =
        new DumpPipeline.Stages(new Compression(Compression.Algorithm.ZSTD, LEVEL), 1, encryption);
    StoredDigest digest = new StoredDigest(out);
    StoreText.Contents contents;
    Counted raw = new Counted(stages.over(digest));
    try (raw) {
      contents = store.text().write(raw);
    }
    requireStored(out, digest.bytes());
    return new SelfBackupManifest(
        SelfBackupManifest.VERSION,
        SelfBackupManifest.KIND,
        begun.id(),
        begun.key(),
        begun.storage(),
        begun.storageId(),
        begun.startedAt(),
        clock.instant(),
        digest.bytes(),
        digest.hex(),
        raw.bytes(),
        contents.tables(),
        contents.rows(),
        contents.schemaVersion(),
        store.version(),
        Compression.Algorithm.ZSTD.id(),
        new SelfBackupManifest.Encryption(encryption.algorithm(), encryption.keyId()),
        key.masterKeyId(),
        null);
  }

  private static void requireStored(FanOut out, long sent) throws InterruptedException {
    LaneResult result = out.commit().values().iterator().next();
    if (result instanceof LaneResult.Failed failed) {
      throw failed.failure();
    }
    if (result instanceof LaneResult.Stored there && there.object().bytes() != sent) {
      throw new StorageException(
          StorageException.Kind.CORRUPT,
          "%d bytes are stored where %d were sent".formatted(there.object().bytes(), sent));
    }
  }

  private void writeManifest(
      StorageProvider provider, ObjectKey object, SelfBackupManifest manifest) {
    byte[] bytes = key.json().sign(manifest).getBytes(StandardCharsets.UTF_8);
    try (StorageWriter writer =
        provider.open(KeyLayout.manifestKey(object), OptionalLong.of(bytes.length))) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  /** Nothing stays of it, unless it is locked; the row says why, where the store takes it. */
  private RuntimeException givenUp(
      SelfBackup begun, StorageProvider provider, FanOut out, Throwable e) {
    StorageException lost = out.failures().get(begun.storage());
    out.abort("the backup of the metadata store failed");
    Throwable why = lost != null ? lost : e;
    if (out.isCommitAsked()) {
      attempt(() -> sweep.remove(provider, new ObjectKey(begun.key())), why);
    }
    SelfBackup failed = begun.failed("" + why.getMessage(), clock.instant());
    attempt(() -> store.rows().update(failed), why);
    if (why instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new DumpwardenException(ErrorCode.INTERRUPTED, "the self-backup was interrupted", why);
    }
    return why instanceof RuntimeException known
        ? known
        : new DumpwardenException(
            ErrorCode.INTERNAL, "the metadata store cannot be backed up: " + why, why);
  }

  private static void attempt(Runnable step, Throwable why) {
    try {
      step.run();
    } catch (StorageException | DumpwardenException also) {
      why.addSuppressed(also);
    }
  }

  private static Duration limit(Storage storage) {
    return storage.setting("stall_limit").map(Durations::parse).orElse(STALL_LIMIT);
  }

  /** Counts what goes in. */
  private static final class Counted extends OutputStream {

    private final OutputStream out;
    private long bytes;

    Counted(OutputStream out) {
      this.out = out;
    }

    long bytes() {
      return bytes;
    }

    @Override
    public void write(int b) throws IOException {
      bytes++;
      out.write(b);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      bytes += length;
      out.write(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}

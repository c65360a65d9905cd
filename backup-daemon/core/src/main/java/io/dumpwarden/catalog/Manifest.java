package io.dumpwarden.catalog;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.CompressionMemory;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside every dump as {@code .meta.json}: enough to restore it without the metadata
 * store. Specified in docs/storage-format.md; fields are only ever added.
 *
 * @param formatVersion 1
 * @param kind {@code logical}
 * @param ticket null where none was given
 * @param scope what retention knows it by, as the catalog's row has it; null in manifests before it
 *     was written
 * @param frames of the dump, in the file's order; null where it has no index, as in manifests
 *     before it was written
 * @param encryption null where the dump is not encrypted
 * @param position of the binary log at the dump's snapshot; null where it is not known
 * @param snapshot how it was taken; null where the dump tool took its own, and in earlier manifests
 * @param inventories one for each database, as the server had them before the dump
 * @param contents what was left out on purpose; null in manifests before it was written
 * @param brokenViews views that were left out because the server cannot open them
 * @param missing what stood in an inventory and not in the dump's own stream
 * @param shortcomings why the backup is partial though its dump is good; empty where nothing lacks
 * @param mac HMAC-SHA256 by the master key over the manifest without this field; null until signed
 */
public record Manifest(
    int formatVersion,
    String backupId,
    String runId,
    String schedule,
    String type,
    @Nullable String ticket,
    ServerIdentity server,
    @Nullable String scope,
    List<String> databases,
    Instant startedAt,
    Instant finishedAt,
    String engine,
    String kind,
    Tool tool,
    List<StoredFile> objects,
    Raw raw,
    @Nullable List<Frame> frames,
    CompressionUsed compression,
    @Nullable EncryptionUsed encryption,
    @Nullable BinlogPosition position,
    @Nullable SnapshotTaken snapshot,
    List<Inventory> inventories,
    @Nullable Contents contents,
    List<BrokenView> brokenViews,
    List<String> missing,
    List<Shortcoming> shortcomings,
    List<String> warnings,
    @Nullable String mac) {

  public Manifest {
    // earlier manifests do not have them
    frames = frames == null ? null : List.copyOf(frames);
    brokenViews = Objects.requireNonNullElse(brokenViews, List.of());
    missing = Objects.requireNonNullElse(missing, List.of());
    shortcomings = Objects.requireNonNullElse(shortcomings, List.of());
  }

  /**
   * Digests a dump's SQL as this manifest says, for {@link #problemWith} to compare.
   *
   * @param sql decompressed
   */
  public RawDigest digest(InputStream sql) {
    return RawDigest.of(sql, raw.digestAlgorithm(), frames == null ? List.of() : frames);
  }

  /**
   * What is wrong with SQL that was read to its end; empty where it is what was dumped, as far as
   * its digest is of a kind that is known.
   *
   * @param found by {@link #digest}
   */
  public Optional<String> problemWith(RawDigest found) {
    if (found.bytes() != raw.bytes()) {
      return Optional.of(
          "it holds %d bytes of SQL instead of %d".formatted(found.bytes(), raw.bytes()));
    }
    boolean known = found.algorithm().equals(raw.digestAlgorithm());
    return !known || found.hex().equals(raw.digest())
        ? Optional.empty()
        : Optional.of(
            "the digest of its SQL is %s instead of %s%s"
                .formatted(
                    found.hex(),
                    raw.digest(),
                    found.damaged().map(frame -> ": " + frame.describe()).orElse("")));
  }

  /**
   * What contradicts the index: a gap between its frames, or that they are not all of the file;
   * empty where nothing does, and where there is none.
   */
  public Optional<String> problemWithIndex() {
    return frames == null || frames.isEmpty()
        ? Optional.empty()
        : new IndexProof(this, frames).problem();
  }

  /**
   * The frames by which the dump may be read; none where it is to be read as a whole: it has no
   * index, or one that is contradicted, while the dump has a digest that does not need it.
   *
   * @throws DumpwardenException {@code BACKUP_CORRUPT} for an index that is contradicted, where the
   *     dump's digest is made of it
   */
  public List<Frame> index() {
    Optional<String> problem = problemWithIndex();
    if (problem.isPresent() && raw.digestAlgorithm().equals(RawDigest.FRAMED)) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "the index of backup %s is not that of its file: %s".formatted(backupId, problem.get()));
    }
    return frames == null || problem.isPresent() ? List.of() : frames;
  }

  /** What it takes to decompress the dump. */
  public CompressionMemory.Need reading() {
    return CompressionMemory.ofReading(
        Compression.Algorithm.of(compression.algorithm()), compression.level());
  }

  /** What a dump was told to leave out: patterns, as {@code database.table}. */
  public record Contents(
      boolean structureOnly, List<String> excludedTables, List<String> excludedTableData) {}

  /**
   * One thing that the dump lacks.
   *
   * @param code of the error catalogue, as {@code views-broken}
   */
  public record Shortcoming(String code, String message) {}

  /** The server as it was when it was dumped. */
  public record ServerIdentity(String name, String host, int port, String flavor, String version) {}

  /** The dump tool, and the options it was given, secrets absent. */
  public record Tool(String name, String version, List<String> options) {}

  /**
   * @param sha256 64 hexadecimal digits, of the bytes as stored
   */
  public record StoredFile(String key, long bytes, String sha256) {}

  /**
   * @param digest of the bytes before compression
   * @param rows that they insert; null where they were not counted
   */
  public record Raw(long bytes, String digestAlgorithm, String digest, @Nullable Long rows) {

    public Raw(long bytes, String digestAlgorithm, String digest) {
      this(bytes, digestAlgorithm, digest, null);
    }
  }

  /**
   * How the moment was reached that the dump shows.
   *
   * @param lock what held writers off: {@code backup-stage}, {@code read-lock}, {@code backup-lock}
   *     or {@code none}
   * @param lockMillis how long it held them off
   * @param waitMillis how long it was waited for
   * @param connections how many saw the moment
   * @param definitionsLocked whether no definition could be changed during the dump
   */
  public record SnapshotTaken(
      String lock, long lockMillis, long waitMillis, int connections, boolean definitionsLocked) {}

  /** How it was compressed; {@code none} for not at all. */
  public record CompressionUsed(String algorithm, int level) {}

  /** How it was encrypted, and by which key; never the key. */
  public record EncryptionUsed(String algorithm, String keyId) {}
}

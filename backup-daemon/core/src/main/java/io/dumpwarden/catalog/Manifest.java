package io.dumpwarden.catalog;

import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * @param encryption null where the dump is not encrypted
 * @param position of the binary log at the dump's snapshot; null where it is not known
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
    CompressionUsed compression,
    @Nullable EncryptionUsed encryption,
    @Nullable BinlogPosition position,
    List<Inventory> inventories,
    @Nullable Contents contents,
    List<BrokenView> brokenViews,
    List<String> missing,
    List<Shortcoming> shortcomings,
    List<String> warnings,
    @Nullable String mac) {

  public Manifest {
    // earlier manifests do not have them
    brokenViews = Objects.requireNonNullElse(brokenViews, List.of());
    missing = Objects.requireNonNullElse(missing, List.of());
    shortcomings = Objects.requireNonNullElse(shortcomings, List.of());
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

  /** How it was compressed; {@code none} for not at all. */
  public record CompressionUsed(String algorithm, int level) {}

  /** How it was encrypted, and by which key; never the key. */
  public record EncryptionUsed(String algorithm, String keyId) {}
}

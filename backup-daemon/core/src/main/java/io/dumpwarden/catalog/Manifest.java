package io.dumpwarden.catalog;

import io.dumpwarden.source.Inventory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside every dump as {@code .meta.json}: enough to restore it without the metadata
 * store. Specified in docs/storage-format.md; fields are only ever added.
 *
 * @param formatVersion 1
 * @param kind {@code logical}
 * @param ticket null where none was given
 * @param encryption null where the dump is not encrypted
 * @param position null where the dump does not carry the server's position
 * @param inventories one for each database
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
    @Nullable Position position,
    List<Inventory> inventories,
    List<String> warnings,
    @Nullable String mac) {

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
   */
  public record Raw(long bytes, String digestAlgorithm, String digest) {}

  /** How it was compressed; {@code none} for not at all. */
  public record CompressionUsed(String algorithm, int level) {}

  /** How it was encrypted, and by which key; never the key. */
  public record EncryptionUsed(String algorithm, String keyId) {}

  /** Where the server's binary log stood at the dump's snapshot. */
  public record Position(
      @Nullable String gtid, @Nullable String binlogFile, @Nullable Long binlogPosition) {}
}

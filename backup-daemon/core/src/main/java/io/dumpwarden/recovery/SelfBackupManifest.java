package io.dumpwarden.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a backup of the metadata store as {@code .meta.json}. Fields are only ever
 * added.
 *
 * @param formatVersion 1
 * @param kind {@code metadata}
 * @param storage the name that the storage had
 * @param storageId its id, which the restored rows know it by
 * @param schemaVersion of the tables
 * @param dumpwarden the version that wrote it
 * @param encryption algorithm and id of the key that is derived from the master key
 * @param masterKeyId the master key's, which it takes to read it; never the key
 * @param mac HMAC-SHA256 by the master key over all other fields; null until signed
 */
public record SelfBackupManifest(
    int formatVersion,
    String kind,
    String id,
    String key,
    String storage,
    String storageId,
    Instant startedAt,
    Instant finishedAt,
    long bytes,
    String sha256,
    long rawBytes,
    long tables,
    long rows,
    String schemaVersion,
    String dumpwarden,
    String compression,
    Encryption encryption,
    String masterKeyId,
    @Nullable String mac) {

  static final int VERSION = 1;
  static final String KIND = "metadata";

  /** How it is encrypted. */
  public record Encryption(String algorithm, String keyId) {}

  /** Whether every field is there that a restore needs. */
  boolean isComplete() {
    return formatVersion == VERSION
        && KIND.equals(kind)
        && key != null
        && sha256 != null
        && schemaVersion != null
        && encryption != null
        && encryption.keyId() != null
        && masterKeyId != null
        && startedAt != null;
  }
}

package io.dumpwarden.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to keep in a safe, so that everything can be brought back from the storages.
 *
 * @param masterKeyPlace where the master key is now
 * @param masterKey the key itself; null unless somebody asked for it
 * @param metadata where the metadata store is
 */
public record RecoveryKit(
    String version,
    Instant madeAt,
    String masterKeyId,
    String masterKeyPlace,
    @Nullable String masterKey,
    String metadata,
    List<StoragePlace> storages,
    List<Key> encryptionKeys) {

  /**
   * A storage, and what it takes to reach it.
   *
   * @param settings without secrets
   * @param credentials what is needed besides
   * @param newestSelfBackup the key of the newest backup of the metadata store there; null for none
   * @param commands that bring the metadata store back from there
   */
  public record StoragePlace(
      String name,
      String id,
      String type,
      Map<String, String> settings,
      String credentials,
      @Nullable String newestSelfBackup,
      @Nullable Instant newestSelfBackupAt,
      List<String> commands) {}

  /**
   * A key that backups are encrypted with.
   *
   * @param backups how many stored backups need it
   * @param place where its passphrase or identity is
   */
  public record Key(String id, String type, long backups, String place) {}
}

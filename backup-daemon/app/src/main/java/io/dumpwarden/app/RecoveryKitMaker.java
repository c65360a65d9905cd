package io.dumpwarden.app;

import io.dumpwarden.app.RecoveryKit.Key;
import io.dumpwarden.app.RecoveryKit.StoragePlace;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.EncryptionKey;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.recovery.SelfBackup;
import io.dumpwarden.secret.StoredSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects what to keep in a safe. */
public final class RecoveryKitMaker {

  private static final Set<String> SWITCHES = Set.of("shared", "path_style");

  private final Platform platform;

  public RecoveryKitMaker(Platform platform) {
    this.platform = platform;
  }

  /**
   * @param withMasterKey whether the key itself is in it
   */
  public RecoveryKit make(boolean withMasterKey) {
    ConfigSnapshot config = platform.snapshots().get();
    return new RecoveryKit(
        BuildInfo.version(),
        platform.clock().instant(),
        platform.masterKey().id(),
        masterKeyPlace(),
        withMasterKey ? platform.masterKey().encoded().reveal() : null,
        metadata(),
        config.storages().stream().map(this::place).toList(),
        config.encryptionKeys().stream().map(this::key).toList());
  }

  private String masterKeyPlace() {
    return platform.config().givenMasterKey().isPresent()
        ? "the environment: DUMPWARDEN_MASTER_KEY"
        : platform.data().masterKey().toString();
  }

  private String metadata() {
    return platform
        .config()
        .external()
        .map(external -> "%s, account %s".formatted(external.url(), external.user()))
        .orElseGet(() -> "embedded, in " + platform.data().metadata());
  }

  private StoragePlace place(Storage storage) {
    Optional<SelfBackup> newest = new SelfBackupService(platform).rows().newestStored(storage.id());
    return new StoragePlace(
        storage.name(),
        storage.id(),
        storage.type().id(),
        new TreeMap<>(storage.settings()),
        credentials(storage),
        newest.map(SelfBackup::key).orElse(null),
        newest.map(SelfBackup::startedAt).orElse(null),
        List.of(
            "dumpwarden self-backup restore --storage-type %s%s"
                .formatted(storage.type().id(), options(storage))));
  }

  private static String credentials(Storage storage) {
    if (storage.type() == StorageType.LOCAL) {
      return "none: the disk itself, with its marker .dumpwarden-storage";
    }
    StoredSecret secret = storage.secretKey();
    String accessKey = storage.setting("access_key").orElse("");
    if (secret == null) {
      return "what the SDK's default chain finds: environment, profile or role of the machine";
    }
    return secret.isReference()
        ? "the secret key of %s, which is read from %s: keep what is there"
            .formatted(accessKey, secret.text())
        : "the secret key of %s, which is only in the metadata store: keep it besides"
            .formatted(accessKey);
  }

  private static String options(Storage storage) {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, String> setting : new TreeMap<>(storage.settings()).entrySet()) {
      String option = "--" + setting.getKey().replace('_', '-');
      boolean isSwitch = SWITCHES.contains(setting.getKey());
      if (isSwitch && Boolean.parseBoolean(setting.getValue())) {
        words.add(option);
      } else if (!isSwitch) {
        words.add(option + " " + quoted(setting.getValue()));
      }
    }
    if (storage.secretKey() != null) {
      words.add("--secret-key-stdin");
    }
    return words.isEmpty() ? "" : " " + String.join(" ", words);
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private Key key(EncryptionKey key) {
    return new Key(key.id(), key.type().id(), platform.backupsOfKey(key.id()), place(key));
  }

  private static String place(EncryptionKey key) {
    StoredSecret secret = key.secret();
    if (secret == null) {
      return "with those who hold the identities of its recipients: "
          + String.join(", ", key.recipients());
    }
    return secret.isReference()
        ? "%s: keep what is there".formatted(secret.text())
        : "in the metadata store and its backups, under the master key: keep it besides, for without them"
            + " nothing else has it";
  }
}

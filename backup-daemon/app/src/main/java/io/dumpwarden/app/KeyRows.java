package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionKeyParser;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.StoredSecret;
import io.dumpwarden.storage.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What goes with the rows of encryption keys: whether they are what they were, and are needed. */
public final class KeyRows {

  private static final int RANDOM_BYTES = 32;

  private final Platform platform;

  public KeyRows(Platform platform) {
    this.platform = platform;
  }

  /** A strong passphrase. */
  public static Secret generated() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * A new key with what tells a changed passphrase.
   *
   * @throws DumpwardenException {@code KEY_WRONG} where recipients cannot be read, {@code
   *     SECRET_UNREADABLE}
   */
  public RowChanges completed(RowChanges changes) {
    Map<String, @Nullable String> fields = new HashMap<>(changes.fields());
    Secret secret = changes.secrets().get("secret");
    String recipients = fields.get("recipients");
    if (secret != null && !secret.reveal().isEmpty()) {
      fields.putIfAbsent("check_value", platform.keyring().checkValue(revealed(secret)));
    } else if (recipients != null) {
      requireReadable(recipients);
    }
    return new RowChanges(fields, changes.secrets());
  }

  private Secret revealed(Secret given) {
    StoredSecret stored = new StoredSecret(given.reveal());
    return stored.isReference() ? platform.vault().reveal(stored) : given;
  }

  /** Before the row is there: a recipient that cannot be read would fail every backup. */
  private static void requireReadable(String recipients) {
    Secret lines = Secret.of(String.join("\n", recipients.split("[,\\s]+")));
    Keyring.empty()
        .with("new", lines)
        .encryption(new EncryptionChoice(EncryptionChoice.Type.AGE, "new"));
  }

  /**
   * Refuses a row that could not encrypt, or whose passphrase is another one than it was.
   *
   * @throws DumpwardenException {@code KEY_WRONG}, {@code SECRET_UNREADABLE}
   */
  public void requireUsable(ConfigRow wanted) {
    Keyring keyring = new Keyring(() -> ConfigSnapshot.of(List.of(wanted)), platform.vault());
    keyring.encryption(
        new EncryptionChoice(EncryptionKeyParser.parse(wanted).type(), wanted.key()));
  }

  /** Throws {@code CONFIG_CONFLICT} where stored backups were encrypted with it. */
  public void requireNotNeeded(ConfigRow row) {
    long needing = platform.backupsOfKey(row.key());
    if (needing > 0) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_CONFLICT,
          "%d stored backups were encrypted with key '%s'".formatted(needing, row.key()),
          "keep it until they are gone, or keep its passphrase elsewhere and add --force",
          null);
    }
  }

  /**
   * Makes it the current one of its type.
   *
   * @throws DumpwardenException {@code KEY_WRONG} where it is no longer the one that it was
   */
  public EncryptionChoice.Type use(ConfigRow row, Actor actor) {
    EncryptionChoice.Type type = EncryptionKeyParser.parse(row).type();
    platform.keyring().encryption(new EncryptionChoice(type, row.key()));
    String setting = type == EncryptionChoice.Type.AGE ? "age_key" : "aes_key";
    ConfigEditor editor = platform.editor();
    if (platform.rows().find(ConfigKind.SETTING, setting).isPresent()) {
      RowChanges changes = RowChanges.of(Map.of("value", row.key()));
      editor.edit(ConfigKind.SETTING, setting, OptionalLong.empty(), changes, actor);
    } else {
      RowChanges changes = RowChanges.of(Map.of("name", setting, "value", row.key()));
      editor.add(ConfigKind.SETTING, changes, actor);
    }
    return type;
  }
}

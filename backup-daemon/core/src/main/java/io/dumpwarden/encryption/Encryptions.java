package io.dumpwarden.encryption;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.EncryptionKey;
import io.dumpwarden.config.Settings;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.storage.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the key for new backups, and makes their encryption from it. */
final class Encryptions {

  /** For keys without a check value: one in this process, so that each is derived once. */
  private static final Derivation OF_THIS_PROCESS = Derivation.random();

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Keys keys;
  private final DerivedKeys derived;

  Encryptions(Keys keys, DerivedKeys derived) {
    this.keys = keys;
    this.derived = derived;
  }

  StreamEncryption of(EncryptionChoice choice) {
    String id = idOf(choice);
    Secret given = keys.given().get(id);
    return given != null
        ? ofGiven(choice.type(), id, given)
        : ofRow(choice.type(), row(choice, id));
  }

  private String idOf(EncryptionChoice choice) {
    String named = choice.keyId();
    if (named != null) {
      return named;
    }
    if (keys.given().size() == 1) {
      return keys.given().keySet().iterator().next();
    }
    keys.config().get().requireValid(setting(choice.type()));
    String current = current(choice.type());
    if (current == null) {
      throw new DumpwardenException(
          ErrorCode.KEY_MISSING,
          "encryption by %s is asked for, and setting %s names no key"
              .formatted(choice.type().id(), setting(choice.type())),
          "run `dumpwarden key add NAME --type %s --generate` and `dumpwarden key use NAME`"
              .formatted(choice.type().id()),
          null);
    }
    return current;
  }

  private @Nullable String current(EncryptionChoice.Type type) {
    Settings settings = keys.config().get().settings();
    return switch (type) {
      case AES_256_GCM -> settings.currentAesKey();
      case AGE -> settings.currentAgeKey();
      case NONE -> null;
    };
  }

  private static String setting(EncryptionChoice.Type type) {
    return type == EncryptionChoice.Type.AGE ? "age_key" : "aes_key";
  }

  private EncryptionKey row(EncryptionChoice choice, String id) {
    EncryptionKey row =
        keys.config()
            .get()
            .encryptionKey(id)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.KEY_MISSING,
                        "there is no valid encryption key '%s'%s"
                            .formatted(
                                id,
                                choice.keyId() == null
                                    ? ", which setting %s names".formatted(setting(choice.type()))
                                    : ""),
                        "run `dumpwarden key add %s`, or name one of `dumpwarden key list`"
                            .formatted(id),
                        null));
    if (row.type() != choice.type()) {
      throw new DumpwardenException(
          ErrorCode.KEY_WRONG,
          "encryption key '%s' is of type %s, and %s is asked for"
              .formatted(id, row.type().id(), choice.type().id()),
          "name a key of the right type; `dumpwarden key list` shows them",
          null);
    }
    return row;
  }

  private StreamEncryption ofGiven(EncryptionChoice.Type type, String id, Secret secret) {
    if (!ID.matcher(id).matches()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "'%s' is no key id: letters, digits, '.', '_' and '-', at most 100".formatted(id),
          "name the key by --key-id",
          null);
    }
    if (type == EncryptionChoice.Type.AES_256_GCM) {
      return aes(id, secret, OF_THIS_PROCESS);
    }
    return age(id, new KeyMaterial(secret).writers());
  }

  private StreamEncryption ofRow(EncryptionChoice.Type type, EncryptionKey row) {
    Optional<Secret> secret = keys.secret(row);
    Optional<CheckValue> check = Optional.ofNullable(row.checkValue()).map(t -> readable(row, t));
    if (secret.isPresent() && check.isPresent()) {
      requireUnchanged(row, secret.get(), check.get());
    }
    if (type == EncryptionChoice.Type.AES_256_GCM) {
      Derivation derivation = check.map(CheckValue::derivation).orElse(OF_THIS_PROCESS);
      return aes(row.id(), secret.orElseThrow(), derivation);
    }
    return age(
        row.id(),
        secret
            .map(text -> new KeyMaterial(text).writers())
            .orElseGet(() -> KeyMaterial.writersFor(row.recipients())));
  }

  private static CheckValue readable(EncryptionKey row, String text) {
    return CheckValue.parse(text)
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.KEY_WRONG,
                    "the check value of encryption key '%s' is not one that was computed"
                        .formatted(row.id()),
                    "set its check_value to NULL, or remove and add the key",
                    null));
  }

  private void requireUnchanged(EncryptionKey row, Secret secret, CheckValue check) {
    if (!check.matches(derived.get(secret, check.derivation()))) {
      throw new DumpwardenException(
          ErrorCode.KEY_WRONG,
          "the passphrase of encryption key '%s' is not the one that it was added with"
              .formatted(row.id()),
          "put the former passphrase back, or add the new one as a key of its own by"
              + " `dumpwarden key add` and `dumpwarden key use`",
          null);
    }
  }

  private StreamEncryption aes(String id, Secret secret, Derivation derivation) {
    return new AesEncryption(id, derived.get(secret, derivation), derivation);
  }

  private static StreamEncryption age(String id, List<RecipientStanzaWriter> writers) {
    if (writers.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.KEY_WRONG,
          "key '%s' has identities of age alone, which decrypt".formatted(id),
          "give recipients (age1…), which encrypt, or a passphrase",
          null);
    }
    return new AgeEncryption(id, writers);
  }
}

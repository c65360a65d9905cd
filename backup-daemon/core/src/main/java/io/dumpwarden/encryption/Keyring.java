package io.dumpwarden.encryption;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.ByteRanges;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The keys that backups are encrypted with, by their ids. Safe for use by many threads. */
public final class Keyring {

  private final Keys keys;
  private final DerivedKeys derived;

  public Keyring(Supplier<ConfigSnapshot> config, SecretVault vault) {
    this(new Keys(config, vault::reveal, Map.of()), new DerivedKeys());
  }

  private Keyring(Keys keys, DerivedKeys derived) {
    this.keys = keys;
    this.derived = derived;
  }

  /** An empty one, without a metadata store: only what {@link #with} adds is in it. */
  public static Keyring empty() {
    ConfigSnapshot none = ConfigSnapshot.of(List.of());
    return new Keyring(
        new Keys(
            () -> none,
            stored -> {
              throw new IllegalStateException("there are no rows here");
            },
            Map.of()),
        new DerivedKeys());
  }

  /**
   * This one and a key that somebody gave: a passphrase, or an age identity, or age recipients. It
   * goes before a row of that id. This one stays as it is; what was derived is shared.
   */
  public Keyring with(String id, Secret key) {
    Map<String, Secret> given = new LinkedHashMap<>(keys.given());
    given.put(id, key);
    return new Keyring(
        new Keys(keys.config(), keys.reveal(), Collections.unmodifiableMap(given)), derived);
  }

  /**
   * One with nothing but this row's key, which is then tried whatever id a file names.
   *
   * @throws DumpwardenException {@code KEY_MISSING} where there is no such row, or it holds
   *     recipients, which do not decrypt
   */
  public Keyring only(String id) {
    Secret secret =
        keys.config()
            .get()
            .encryptionKey(id)
            .flatMap(keys::secret)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.KEY_MISSING,
                        "there is no encryption key '%s' with a passphrase".formatted(id)));
    return empty().with(id, secret);
  }

  /**
   * The encryption for new backups, its key read and checked.
   *
   * @throws DumpwardenException {@code KEY_MISSING} where there is no such key; {@code KEY_WRONG}
   *     where it is no longer the one that it was, or of the other type; {@code SECRET_UNREADABLE}
   */
  public StreamEncryption encryption(EncryptionChoice choice) {
    return choice.isOn() ? new Encryptions(keys, derived).of(choice) : StreamEncryption.NONE;
  }

  /**
   * Opens an encrypted file of any known format, of its own and sfDBTools' and age, by its first
   * bytes. Closing the answer's stream closes this one; a failure to open leaves it open.
   *
   * @throws DumpwardenException {@code KEY_MISSING}, {@code KEY_WRONG}, {@code BACKUP_CORRUPT},
   *     before any plain byte was given
   */
  public Decrypted decrypt(InputStream in) throws IOException {
    return new Opener(keys, derived).open(in);
  }

  /**
   * The plain bytes of an encrypted file that this program wrote, to be read from anywhere: of the
   * file only the segments that hold them are read, each verified before it is given. Reads the
   * file's header now.
   *
   * @param fileBytes the file's length
   * @throws DumpwardenException {@code KEY_MISSING}, {@code KEY_WRONG}, {@code BACKUP_CORRUPT}; the
   *     last also while the answer is read
   */
  public ByteRanges ranges(ByteRanges file, long fileBytes) throws IOException {
    return new Opener(keys, derived).ranges(file, fileBytes);
  }

  /** What a key's row keeps, to tell later that its passphrase was changed. */
  public String checkValue(Secret passphrase) {
    Derivation derivation = Derivation.random();
    return CheckValue.of(derived.get(passphrase, derivation), derivation).toString();
  }
}

package io.dumpwarden.encryption;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.secret.SecretVault;
import java.util.function.Supplier;

/** The keys that backups are encrypted with, by their ids. Safe for use by many threads. */
public final class Keyring {

  private final Supplier<ConfigSnapshot> config;
  private final SecretVault vault;

  public Keyring(Supplier<ConfigSnapshot> config, SecretVault vault) {
    this.config = config;
    this.vault = vault;
  }

  /**
   * The encryption for new backups, its key read and checked.
   *
   * @throws DumpwardenException where the key is missing, unreadable, or no longer the one it was
   */
  public StreamEncryption encryption(EncryptionChoice choice) {
    if (!choice.isOn()) {
      return StreamEncryption.NONE;
    }
    throw new DumpwardenException(
        ErrorCode.CONFIG_INVALID,
        "there is no key %s of %d".formatted(choice.keyId(), config.get().encryptionKeys().size())
            + vault.hashCode());
  }
}

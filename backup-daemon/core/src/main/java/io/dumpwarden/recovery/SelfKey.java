package io.dumpwarden.recovery;

import io.dumpwarden.catalog.SignedJson;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.storage.Secret;
import java.util.HexFormat;

/**
 * What the master key gives to backups of the metadata store: a key of their own, and their MAC.
 */
public final class SelfKey {

  private static final String PURPOSE = "self-backup";

  private final MasterKey master;
  private final Keyring keys;
  private final SignedJson json;

  public SelfKey(MasterKey master) {
    this.master = master;
    // an ordinary passphrase, so that any reader of the format opens the file
    Secret passphrase = Secret.of(HexFormat.of().formatHex(master.derive(PURPOSE).getEncoded()));
    this.keys = Keyring.empty().with(id(), passphrase);
    this.json = new SignedJson(master::manifestMac);
  }

  /** The id that files carry: says which master key it takes. */
  String id() {
    return PURPOSE + "-" + master.id();
  }

  String masterKeyId() {
    return master.id();
  }

  SignedJson json() {
    return json;
  }

  Keyring keys() {
    return keys;
  }

  StreamEncryption encryption() {
    return keys.encryption(new EncryptionChoice(EncryptionChoice.Type.AES_256_GCM, id()));
  }
}

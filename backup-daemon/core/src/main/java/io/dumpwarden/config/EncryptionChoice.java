package io.dumpwarden.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a backup is to be encrypted.
 *
 * @param keyId the key; null for the type's current one, which a setting names
 */
public record EncryptionChoice(Type type, @Nullable String keyId) {

  /** The ways of encryption. */
  public enum Type {
    NONE,
    AES_256_GCM,
    AGE;

    /** The word in rows, in manifests and on the command line. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static final EncryptionChoice NONE = new EncryptionChoice(Type.NONE, null);

  /** Whether there is any. */
  public boolean isOn() {
    return type != Type.NONE;
  }
}

package io.dumpwarden.encryption;

import io.dumpwarden.storage.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * How a passphrase becomes a key: PBKDF2-HMAC-SHA256.
 *
 * @param salt in hex, so that two compare by value
 */
record Derivation(int iterations, String salt) {

  static final int STANDARD_ITERATIONS = 600_000;
  static final int SALT_BYTES = 16;

  /** More would be an attack by a forged header, not a setting. */
  static final int MOST_ITERATIONS = 10_000_000;

  static Derivation random() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new Derivation(STANDARD_ITERATIONS, HexFormat.of().formatHex(salt));
  }

  byte[] saltBytes() {
    return HexFormat.of().parseHex(salt);
  }

  DerivedKey derive(Secret passphrase) {
    char[] text = passphrase.reveal().toCharArray();
    PBEKeySpec spec = new PBEKeySpec(text, saltBytes(), iterations, DerivedKey.BYTES * 8);
    try {
      SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
      return new DerivedKey(factory.generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2-HMAC-SHA256", e);
    } finally {
      spec.clearPassword();
      Arrays.fill(text, ' ');
    }
  }
}

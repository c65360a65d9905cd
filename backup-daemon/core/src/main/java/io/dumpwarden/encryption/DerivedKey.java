package io.dumpwarden.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a passphrase becomes: 32 bytes. Never prints itself. */
final class DerivedKey {

  static final int BYTES = 32;
  static final int CHECK_BYTES = 16;

  private final byte[] bytes;

  DerivedKey(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Tells this key from others, and nothing about it. */
  byte[] check() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      byte[] full = mac.doFinal("dumpwarden key check".getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(full, CHECK_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  boolean matches(byte[] check) {
    return MessageDigest.isEqual(check(), check);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}

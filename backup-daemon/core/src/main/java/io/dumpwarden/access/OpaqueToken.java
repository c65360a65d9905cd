package io.dumpwarden.access;

import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Random texts that prove somebody, and their digests, which are all that the store gets. With 256
 * random bits a plain digest is enough: there is nothing to guess.
 */
final class OpaqueToken {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private OpaqueToken() {}

  /** A new one, with something in front by which people and scanners know what it is. */
  static Secret fresh(String prefix) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Secret.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What the store knows it by: 64 hexadecimal digits. */
  static String digest(Secret token) {
    return digest("", token.reveal());
  }

  /**
   * A digest for another purpose, from which the first one cannot be told.
   *
   * @param purpose a word, not empty
   */
  static String digest(String purpose, String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      if (!purpose.isEmpty()) {
        sha256.update(purpose.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package io.dumpwarden.secret;

import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that everything secret in the metadata store is encrypted under: 32 bytes, written as
 * base64. It is never used itself, only keys derived from it, one for each purpose. Immutable;
 * never prints itself.
 */
public final class MasterKey {

  private static final int BYTES = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads base64, blanks around it not counted.
   *
   * @throws IllegalArgumentException where it is not 32 bytes in base64; the message does not
   *     repeat it
   */
  public static MasterKey parse(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      // the decoder's message names a character of the key
      throw new IllegalArgumentException("the master key is not base64");
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "the master key has %d bytes instead of %d: make one by 'openssl rand -base64 32'"
              .formatted(bytes.length, BYTES));
    }
    return new MasterKey(bytes);
  }

  /** A new random key. */
  public static MasterKey generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /** The text that {@link #parse} reads: what the key file holds. */
  public Secret encoded() {
    return Secret.of(Base64.getEncoder().encodeToString(bytes));
  }

  /** A short fingerprint, no secret: the first eight bytes of the key's SHA-256, in hex. */
  public String id() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this java has no SHA-256", e);
    }
  }

  /** What a metadata store remembers, to know its key again. Says nothing about the key. */
  public String checkValue() {
    return HexFormat.of().formatHex(derive("key check").getEncoded());
  }

  /** Whether a metadata store's {@link #checkValue} is of this key. */
  public boolean matches(String checkValue) {
    return MessageDigest.isEqual(
        checkValue().getBytes(StandardCharsets.US_ASCII),
        checkValue.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A 256-bit key for one purpose: HMAC-SHA-256 of its name. The same purpose gives the same key.
   */
  public SecretKey derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      byte[] derived = mac.doFinal(("dumpwarden " + purpose).getBytes(StandardCharsets.UTF_8));
      return new SecretKeySpec(derived, "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this java has no HMAC-SHA-256", e);
    }
  }

  /** HMAC-SHA-256 of the bytes, in hex, by a key derived for manifests. */
  public String manifestMac(byte[] manifest) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(derive("manifests"));
      return HexFormat.of().formatHex(mac.doFinal(manifest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this java has no HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "master key " + id();
  }
}

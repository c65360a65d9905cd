package io.dumpwarden.encryption;

import java.io.InputStream;

/**
 * An encrypted file, opened with the right key.
 *
 * @param format for people: what wrote it
 * @param keyId as the file says it; empty where its format has none
 * @param stream the plain bytes, each verified before it is given; it ends only where the file's
 *     own end was proven, and otherwise throws {@code BACKUP_CORRUPT}
 */
public record Decrypted(Format format, String keyId, InputStream stream) {

  /** The formats that can be read. */
  public enum Format {
    AES_256_GCM("aes-256-gcm"),
    AGE("age"),
    SFDBTOOLS("sfDBTools");

    private final String label;

    Format(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}

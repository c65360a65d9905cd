package io.dumpwarden.storage.s3;

import org.jspecify.annotations.Nullable;

/**
 * How the service keeps our objects.
 *
 * @param kmsKeyId for {@code KMS}: the key, or null for the account's default one
 * @param storageClass such as {@code STANDARD_IA}; null for the bucket's default
 */
public record S3Policy(
    Encryption encryption, @Nullable String kmsKeyId, @Nullable String storageClass) {

  /** Encryption at the service's side. */
  public enum Encryption {
    /** Whatever the bucket does by itself. */
    NONE,
    AES256,
    KMS
  }

  public S3Policy {
    if (kmsKeyId != null && encryption != Encryption.KMS) {
      throw new IllegalArgumentException("a KMS key id needs the encryption aws:kms");
    }
  }

  public static S3Policy ofBucket() {
    return new S3Policy(Encryption.NONE, null, null);
  }
}

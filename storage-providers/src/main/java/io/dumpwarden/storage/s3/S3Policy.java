package io.dumpwarden.storage.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How the service keeps our objects.
 *
 * @param kmsKeyId for {@code KMS}: the key, or null for the account's default one
 * @param storageClass such as {@code STANDARD_IA}; null for the bucket's default
 * @param lock how long new objects are locked; null where the bucket decides
 */
public record S3Policy(
    Encryption encryption,
    @Nullable String kmsKeyId,
    @Nullable String storageClass,
    @Nullable Lock lock) {

  /**
   * An object lock, put on each object when its upload begins.
   *
   * @param days from then on, 1 to 36500
   */
  public record Lock(Mode mode, int days) {

    /** Who may take a lock away before its end. */
    public enum Mode {
      /** Those whom the service allows to bypass it; Dumpwarden never asks for that. */
      GOVERNANCE,
      /** Nobody. */
      COMPLIANCE
    }

    public Lock {
      if (days < 1 || days > 36_500) {
        throw new IllegalArgumentException("a lock lasts 1 to 36500 days, not " + days);
      }
    }

    /** In whole seconds, which every service can keep. */
    Instant endOf(Instant begun) {
      return begun.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }
  }

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

  /** One without locks. */
  public S3Policy(Encryption encryption, @Nullable String kmsKeyId, @Nullable String storageClass) {
    this(encryption, kmsKeyId, storageClass, null);
  }

  public static S3Policy ofBucket() {
    return new S3Policy(Encryption.NONE, null, null);
  }

  public S3Policy withLock(@Nullable Lock newLock) {
    return new S3Policy(encryption, kmsKeyId, storageClass, newLock);
  }
}

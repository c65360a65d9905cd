package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.ObjectLock;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;

/** Object lock: whether the bucket has it, and what it says of an object. */
record S3Locks(S3Bucket bucket) {

  private static final Logger log = LoggerFactory.getLogger(S3Locks.class);

  /** The lock that an answer tells of; services tell it to those who may read it. */
  static Optional<ObjectLock> of(HeadObjectResponse found) {
    boolean held = found.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON;
    return held || found.objectLockRetainUntilDate() != null
        ? Optional.of(new ObjectLock(found.objectLockRetainUntilDate(), held))
        : Optional.empty();
  }

  /**
   * @throws StorageException of kind {@code INVALID} where the bucket cannot lock objects; not
   *     where these credentials may not ask
   */
  void requireEnabled() {
    try {
      ObjectLockConfiguration found =
          bucket
              .client()
              .getObjectLockConfiguration(request -> request.bucket(bucket.target().bucket()))
              .objectLockConfiguration();
      if (found == null || found.objectLockEnabled() != ObjectLockEnabled.ENABLED) {
        throw notEnabled();
      }
    } catch (SdkException e) {
      int status = S3Errors.status(e);
      // the service knows no locks, or the bucket has none
      if (status == 404 || status == 400 || status == 501) {
        throw notEnabled();
      }
      if (status != 403) {
        throw S3Errors.of(bucket.target(), "ask for the bucket's object lock", e);
      }
      log.debug("{}: not allowed to ask for its object lock", bucket.target().location());
    }
  }

  private StorageException notEnabled() {
    return new StorageException(
        Kind.INVALID,
        "%s: the bucket has no object lock configuration; enable object lock on it, or unset object_lock_mode"
            .formatted(bucket.target().location()));
  }
}

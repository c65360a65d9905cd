package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.LockedException;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.ObjectLock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Takes an object away for good. Where the bucket keeps versions, a request to delete a key only
 * hides it behind a delete marker, even where it is locked, and frees nothing: there, each version
 * is deleted by its id, and each marker.
 */
record S3Removal(S3Bucket bucket) {

  /** How a key stands. */
  private enum State {
    ABSENT,
    PLAIN,
    VERSIONED
  }

  /**
   * @throws LockedException where a version is locked
   */
  void remove(ObjectKey key) {
    switch (bucket.call("look at " + key, () -> state(key))) {
      case ABSENT -> bucket.check(); // the answer does not tell a missing bucket from an object
      case PLAIN -> removePlain(key);
      case VERSIONED -> removeVersions(key);
    }
  }

  private State state(ObjectKey key) {
    try {
      return look(key, null).versionId() == null ? State.PLAIN : State.VERSIONED;
    } catch (SdkException e) {
      if (S3Errors.status(e) != 404) {
        throw e;
      }
      return isHidden(e) ? State.VERSIONED : State.ABSENT;
    }
  }

  private void removePlain(ObjectKey key) {
    if (delete(key, null)) {
      removeVersions(key); // it was only hidden
    }
  }

  private void removeVersions(ObjectKey key) {
    // the oldest first, so that none that was replaced comes to light again on the way
    for (String version : new S3Versions(bucket).of(bucket.fullKey(key))) {
      delete(key, version);
    }
  }

  /** Answers whether that made a delete marker. */
  private boolean delete(ObjectKey key, @Nullable String version) {
    return bucket.call(
        "delete " + key,
        () -> {
          try {
            return Boolean.TRUE.equals(
                bucket
                    .client()
                    .deleteObject(
                        request ->
                            request
                                .bucket(bucket.target().bucket())
                                .key(bucket.fullKey(key))
                                .versionId(version))
                    .deleteMarker());
          } catch (SdkException e) {
            if (isGone(e)) {
              return false;
            }
            throw lock(key, version, e).<RuntimeException>map(l -> locked(key, l, e)).orElse(e);
          }
        });
  }

  /** The lock that a refusal is due to: services say no more than that access is denied. */
  private Optional<ObjectLock> lock(ObjectKey key, @Nullable String version, SdkException refusal) {
    int status = S3Errors.status(refusal);
    if (status < 400 || status >= 500) {
      return Optional.empty();
    }
    try {
      Instant now = now(refusal).orElse(Instant.MIN);
      return S3Locks.of(look(key, version)).filter(lock -> lock.lastsAt(now));
    } catch (SdkException e) {
      refusal.addSuppressed(e);
      return Optional.empty();
    }
  }

  private HeadObjectResponse look(ObjectKey key, @Nullable String version) {
    return bucket
        .client()
        .headObject(
            request ->
                request
                    .bucket(bucket.target().bucket())
                    .key(bucket.fullKey(key))
                    .versionId(version));
  }

  private LockedException locked(ObjectKey key, ObjectLock lock, SdkException refusal) {
    return new LockedException(
        lock, "%s: %s is %s".formatted(bucket.target().location(), key, lock.text()), refusal);
  }

  private static boolean isGone(SdkException e) {
    return S3Errors.code(e).equals("NoSuchKey") || S3Errors.code(e).equals("NoSuchVersion");
  }

  private static boolean isHidden(SdkException e) {
    return answer(e)
        .flatMap(answer -> answer.firstMatchingHeader("x-amz-delete-marker"))
        .filter("true"::equals)
        .isPresent();
  }

  private static Optional<Instant> now(SdkException e) {
    return answer(e).flatMap(ServiceClock::of);
  }

  private static Optional<SdkHttpResponse> answer(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? Optional.ofNullable(service.awsErrorDetails().sdkHttpResponse())
        : Optional.empty();
  }
}

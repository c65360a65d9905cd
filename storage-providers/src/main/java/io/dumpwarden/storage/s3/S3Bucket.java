package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The requests about one object, each failing in the storage's own terms. */
record S3Bucket(S3Client client, S3Settings settings) {

  private static final String OCTETS = "application/octet-stream";

  private static final int COMPLETION_FACTOR = 5;

  S3Target target() {
    return settings.target();
  }

  /**
   * @param now when a lock begins, where the policy asks for one
   */
  CreateMultipartUploadResponse beginUpload(ObjectKey key, Instant now) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(target().bucket())
            .key(fullKey(key))
            .contentType(OCTETS)
            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
            .storageClass(settings.policy().storageClass());
    switch (settings.policy().encryption()) {
      case NONE -> {}
      case AES256 -> request.serverSideEncryption(ServerSideEncryption.AES256);
      case KMS ->
          request
              .serverSideEncryption(ServerSideEncryption.AWS_KMS)
              .ssekmsKeyId(settings.policy().kmsKeyId());
    }
    S3Policy.Lock lock = settings.policy().lock();
    if (lock != null) {
      request.objectLockMode(mode(lock)).objectLockRetainUntilDate(lock.endOf(now));
    }
    return call("begin " + key, () -> client.createMultipartUpload(request.build()));
  }

  private static ObjectLockMode mode(S3Policy.Lock lock) {
    return switch (lock.mode()) {
      case GOVERNANCE -> ObjectLockMode.GOVERNANCE;
      case COMPLIANCE -> ObjectLockMode.COMPLIANCE;
    };
  }

  CompletedPart send(PendingWrite upload, int number, Part part) {
    Duration timeout = settings.transfer().timeouts().forBytes(part.size());
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(target().bucket())
            .key(fullKey(upload.key()))
            .uploadId(upload.uploadId())
            .partNumber(number)
            .contentLength(part.size())
            .checksumAlgorithm(ChecksumAlgorithm.CRC32)
            .checksumCRC32(part.crc32())
            .overrideConfiguration(override -> allAttempts(override, timeout))
            .build();
    RequestBody body = RequestBody.fromContentProvider(part::content, part.size(), OCTETS);
    UploadPartResponse response =
        call(
            "send part %d of %s".formatted(number, upload.key()),
            () -> client.uploadPart(request, body));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(response.eTag())
        .checksumCRC32(part.crc32())
        .build();
  }

  void complete(PendingWrite upload, List<CompletedPart> parts) {
    Duration timeout = settings.transfer().timeouts().request().multipliedBy(COMPLETION_FACTOR);
    call(
        "complete " + upload.key(),
        () ->
            client.completeMultipartUpload(
                request ->
                    request
                        .bucket(target().bucket())
                        .key(fullKey(upload.key()))
                        .uploadId(upload.uploadId())
                        .multipartUpload(whole -> whole.parts(parts))
                        .overrideConfiguration(o -> allAttempts(o, timeout))));
  }

  /** Succeeds where the upload is gone already; all attempts together take one timeout at most. */
  void abortUpload(PendingWrite upload) {
    Duration timeout = settings.transfer().timeouts().request();
    tolerating(
        "abort the upload of " + upload.key(),
        () ->
            client.abortMultipartUpload(
                request ->
                    request
                        .bucket(target().bucket())
                        .key(fullKey(upload.key()))
                        .uploadId(upload.uploadId())
                        .overrideConfiguration(
                            o ->
                                o.apiCallTimeout(timeout)
                                    .apiCallAttemptTimeout(timeout.dividedBy(2)))),
        S3Errors::uploadGone);
  }

  /** Whether the upload is neither completed nor aborted. */
  boolean isPending(PendingWrite upload) {
    try {
      client.listParts(
          request ->
              request
                  .bucket(target().bucket())
                  .key(fullKey(upload.key()))
                  .uploadId(upload.uploadId())
                  .maxParts(1));
      return true;
    } catch (SdkException e) {
      if (S3Errors.uploadGone(e)) {
        return false;
      }
      throw S3Errors.of(target(), "look at the upload of " + upload.key(), e);
    }
  }

  Optional<StoredObject> head(ObjectKey key) {
    try {
      HeadObjectResponse found =
          client.headObject(request -> request.bucket(target().bucket()).key(fullKey(key)));
      return Optional.of(
          new StoredObject(
              key, found.contentLength(), found.lastModified(), S3Locks.of(found).orElse(null)));
    } catch (SdkException e) {
      if (S3Errors.status(e) == 404) {
        check(); // the answer has no body to tell a missing bucket from a missing object
        return Optional.empty();
      }
      throw S3Errors.of(target(), "look at " + key, e);
    }
  }

  void check() {
    call("find the bucket", () -> client.headBucket(request -> request.bucket(target().bucket())));
  }

  String fullKey(ObjectKey key) {
    return target().full(key.value());
  }

  <T> T call(String doing, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw S3Errors.of(target(), doing, e);
    } catch (IllegalStateException | RejectedExecutionException e) {
      // what the SDK's connection pool and timers say when the storage was closed
      throw new StorageException(
          StorageException.Kind.ABORTED, target().location() + " is closed", e);
    }
  }

  /** As long as each of the attempts may take. */
  private static void allAttempts(
      AwsRequestOverrideConfiguration.Builder override, Duration attempt) {
    override
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(attempt.multipliedBy(S3Clients.ATTEMPTS).plus(S3Clients.PAUSES));
  }

  private void tolerating(String doing, Runnable request, Predicate<SdkException> tolerated) {
    call(
        doing,
        () -> {
          try {
            request.run();
          } catch (SdkException e) {
            if (!tolerated.test(e)) {
              throw e;
            }
          }
          return doing;
        });
  }
}

package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.ObjectKey;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/** Links by which the bucket itself hands objects out. */
record S3Links(S3Bucket bucket) {

  URI get(ObjectKey key, Duration valid) {
    try (S3Presigner presigner = S3Clients.presigner(bucket.settings())) {
      PresignedGetObjectRequest link =
          presigner.presignGetObject(
              request ->
                  request
                      .signatureDuration(valid)
                      .getObjectRequest(
                          object ->
                              object
                                  .bucket(bucket.target().bucket())
                                  .key(bucket.fullKey(key))
                                  // keys are plain ASCII without quotes
                                  .responseContentDisposition(
                                      "attachment; filename=\"%s\"".formatted(key.fileName()))));
      return URI.create(link.url().toExternalForm());
    } catch (SdkException e) {
      throw S3Errors.of(bucket.target(), "sign a link to " + key, e);
    }
  }
}

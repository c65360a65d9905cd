package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a bucket holds, page by page. Names that are no keys of ours are passed over. */
record S3Listing(S3Bucket bucket, int pageSize) {

  /** The most that S3 gives at once. */
  static final int FULL_PAGE = 1_000;

  /** Asks for a page only when the one before is used up. */
  Stream<StoredObject> objects(String keyPrefix) {
    return Stream.iterate(
            objectPage(keyPrefix, null),
            page -> page != null,
            page ->
                Boolean.TRUE.equals(page.isTruncated())
                    ? objectPage(keyPrefix, page.nextContinuationToken())
                    : null)
        .flatMap(page -> page.contents().stream())
        .flatMap(object -> stored(object).stream());
  }

  List<PendingWrite> uploads(String keyPrefix) {
    List<PendingWrite> found = new ArrayList<>();
    ListMultipartUploadsResponse page = uploadPage(keyPrefix, null, null);
    while (true) {
      page.uploads().forEach(upload -> pending(upload).ifPresent(found::add));
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return found;
      }
      page = uploadPage(keyPrefix, page.nextKeyMarker(), page.nextUploadIdMarker());
    }
  }

  private ListObjectsV2Response objectPage(String keyPrefix, @Nullable String token) {
    return bucket.call(
        "list " + keyPrefix,
        () ->
            bucket
                .client()
                .listObjectsV2(
                    request ->
                        request
                            .bucket(bucket.target().bucket())
                            .prefix(bucket.target().full(keyPrefix))
                            .maxKeys(pageSize)
                            .continuationToken(token)));
  }

  private ListMultipartUploadsResponse uploadPage(
      String keyPrefix, @Nullable String key, @Nullable String uploadId) {
    return bucket.call(
        "list the uploads below " + keyPrefix,
        () ->
            bucket
                .client()
                .listMultipartUploads(
                    request ->
                        request
                            .bucket(bucket.target().bucket())
                            .prefix(bucket.target().full(keyPrefix))
                            .maxUploads(pageSize)
                            .keyMarker(key)
                            .uploadIdMarker(uploadId)));
  }

  private Optional<StoredObject> stored(S3Object object) {
    return key(object.key())
        .map(key -> new StoredObject(key, object.size(), object.lastModified()));
  }

  private Optional<PendingWrite> pending(MultipartUpload upload) {
    return key(upload.key())
        .map(key -> new PendingWrite(key, upload.uploadId(), upload.initiated()));
  }

  private Optional<ObjectKey> key(String fullKey) {
    try {
      return Optional.of(new ObjectKey(bucket.target().relative(fullKey)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

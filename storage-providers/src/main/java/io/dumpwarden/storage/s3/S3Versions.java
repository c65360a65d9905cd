package io.dumpwarden.storage.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** What a bucket with versioning keeps under a key: each version, and each delete marker. */
record S3Versions(S3Bucket bucket) {

  /** One of them. */
  private record Version(String id, Instant since, boolean latest) {}

  /** Their ids, the oldest first, the current one last. */
  List<String> of(String fullKey) {
    List<Version> found = new ArrayList<>();
    ListObjectVersionsResponse page = page(fullKey, null, null);
    collect(page, fullKey, found);
    // the key itself comes before those that only begin with it
    while (Boolean.TRUE.equals(page.isTruncated()) && fullKey.equals(page.nextKeyMarker())) {
      page = page(fullKey, page.nextKeyMarker(), page.nextVersionIdMarker());
      collect(page, fullKey, found);
    }
    Collections.reverse(found); // the service gives the newest first, some of the same second
    found.sort(Comparator.comparing(Version::latest).thenComparing(Version::since));
    return found.stream().map(Version::id).toList();
  }

  private static void collect(
      ListObjectVersionsResponse page, String fullKey, List<Version> found) {
    page.versions().stream()
        .filter(each -> each.key().equals(fullKey))
        .map(each -> new Version(each.versionId(), each.lastModified(), each.isLatest()))
        .forEach(found::add);
    page.deleteMarkers().stream()
        .filter(each -> each.key().equals(fullKey))
        .map(each -> new Version(each.versionId(), each.lastModified(), each.isLatest()))
        .forEach(found::add);
  }

  private ListObjectVersionsResponse page(
      String fullKey, @Nullable String keyMarker, @Nullable String versionMarker) {
    return bucket.call(
        "list the versions of " + fullKey,
        () ->
            bucket
                .client()
                .listObjectVersions(
                    request ->
                        request
                            .bucket(bucket.target().bucket())
                            .prefix(fullKey)
                            .keyMarker(keyMarker)
                            .versionIdMarker(versionMarker)));
  }
}

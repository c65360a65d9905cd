package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.HttpHead;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request needs to be allowed, as the service's reference "Actions, resources, and condition
 * keys for Amazon S3" tells.
 */
final class IamActions {

  private IamActions() {}

  /** Of a request in path style; those on the bucket have no key. */
  static List<String> of(HttpHead head) {
    return head.key().isEmpty() ? ofBucket(head) : ofObject(head);
  }

  private static List<String> ofBucket(HttpHead head) {
    if (head.asks("uploads")) {
      return List.of("s3:ListBucketMultipartUploads");
    }
    if (head.asks("versions")) {
      return List.of("s3:ListBucketVersions");
    }
    if (head.asks("object-lock")) {
      return List.of("s3:GetBucketObjectLockConfiguration");
    }
    return switch (head.method()) {
      case "GET", "HEAD" -> List.of("s3:ListBucket");
      default -> List.of("s3:Unknown");
    };
  }

  private static List<String> ofObject(HttpHead head) {
    boolean version = head.asks("versionId");
    return switch (head.method()) {
      case "PUT", "POST" -> ofWrite(head);
      case "GET" ->
          head.asks("uploadId")
              ? List.of("s3:ListMultipartUploadParts")
              : List.of(version ? "s3:GetObjectVersion" : "s3:GetObject");
      case "HEAD" -> List.of(version ? "s3:GetObjectVersion" : "s3:GetObject");
      case "DELETE" ->
          List.of(
              head.asks("uploadId")
                  ? "s3:AbortMultipartUpload"
                  : version ? "s3:DeleteObjectVersion" : "s3:DeleteObject");
      default -> List.of("s3:Unknown");
    };
  }

  private static List<String> ofWrite(HttpHead head) {
    List<String> actions = new ArrayList<>(List.of("s3:PutObject"));
    if (head.header("x-amz-object-lock-mode").isPresent()) {
      actions.add("s3:PutObjectRetention");
    }
    return actions;
  }
}

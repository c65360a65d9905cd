package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who we are, and whom we trust.
 *
 * @param accessKey null, with {@code secretKey}, for the SDK's default chain: environment, profile,
 *     container or instance role
 * @param caPem certificates (PEM) to trust instead of the runtime's own; null for those
 */
public record S3Access(
    @Nullable String accessKey, @Nullable Secret secretKey, @Nullable Path caPem) {

  public S3Access {
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException(
          "access key and secret key go together: give both or none");
    }
  }

  public static S3Access ofDefaultChain() {
    return new S3Access(null, null, null);
  }

  public static S3Access ofKeys(String accessKey, Secret secretKey) {
    return new S3Access(accessKey, secretKey, null);
  }

  public S3Access trusting(Path pem) {
    return new S3Access(accessKey, secretKey, pem);
  }
}

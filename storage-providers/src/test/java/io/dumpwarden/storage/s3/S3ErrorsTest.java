package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ErrorsTest {

  private static final S3Target TARGET =
      new S3Target(URI.create("https://s3.test:9000"), "us-east-1", "backups", "p", true);

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, DENIED, check the keys and what they are allowed",
    "403, InvalidAccessKeyId, DENIED, the keys are wrong",
    "403, SignatureDoesNotMatch, DENIED, the keys are wrong",
    "403, ExpiredToken, DENIED, expired",
    "403, RequestTimeTooSkewed, DENIED, clock",
    "401, '', DENIED, access was denied",
    "404, NoSuchBucket, NOT_RECOGNISED, create it",
    "404, '', NOT_RECOGNISED, no bucket",
    "404, NoSuchKey, MISSING, no such object",
    "404, NoSuchUpload, UNAVAILABLE, the upload is gone",
    "403, QuotaExceeded, FULL, quota",
    "507, '', FULL, no space",
    "507, XMinioStorageFull, FULL, no space",
    "500, InternalError, UNAVAILABLE, try again later",
    "503, SlowDown, UNAVAILABLE, try again later",
    "429, TooManyRequests, UNAVAILABLE, try again later",
    "400, BadDigest, CORRUPT, not what was sent",
    "400, XAmzContentChecksumMismatch, CORRUPT, not what was sent",
    "400, EntityTooLarge, INVALID, lower the limits",
    "403, InvalidObjectState, INVALID, archived",
    "301, PermanentRedirect, INVALID, check region",
    "501, NotImplemented, UNAVAILABLE, 501 NotImplemented"
  })
  void whatTheServiceSaysHasAKindAndAHint(int status, String code, Kind kind, String hint) {
    StorageException e =
        of(
            S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .message("key AKIA-test-id is not welcome")
                .build());
    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e)
        .hasMessageStartingWith("s3:backups/p: cannot write x: ")
        .hasMessageContaining(hint)
        .hasMessageNotContaining("AKIA");
  }

  @Test
  void aHostThatIsUnknownOrSilentIsUnavailable() {
    assertUnavailable(new UnknownHostException("s3.test"), "check the endpoint, region and DNS");
    assertUnavailable(new ConnectException("refused"), "https://s3.test:9000 cannot be reached");
    assertUnavailable(new SocketTimeoutException("read"), "does not answer");
  }

  @Test
  void missingCredentialsAreSaidToBe() {
    StorageException e =
        of(SdkClientException.create("Unable to load credentials from any of the providers"));
    assertThat(e.kind()).isEqualTo(Kind.DENIED);
    assertThat(e).hasMessageContaining("give the storage its keys");
  }

  private static void assertUnavailable(Exception cause, String hint) {
    StorageException e = of(SdkClientException.create("failed", cause));
    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(e).hasMessageContaining(hint);
  }

  private static StorageException of(SdkException e) {
    return S3Errors.of(TARGET, "write x", e);
  }
}

package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed request means to an operator. The service's own words are left out: codes do. */
final class S3Errors {

  private S3Errors() {}

  /**
   * @param doing what was tried, as in {@code "delete db1/x.sql"}
   */
  static StorageException of(S3Target target, String doing, SdkException e) {
    Kind kind = kind(e);
    return new StorageException(
        kind, "%s: cannot %s: %s".formatted(target.location(), doing, reason(target, kind, e)), e);
  }

  static String code(SdkException e) {
    // answers to HEAD have no body, so no code
    return e instanceof AwsServiceException service
            && service.awsErrorDetails() != null
            && service.awsErrorDetails().errorCode() != null
        ? service.awsErrorDetails().errorCode()
        : "";
  }

  static int status(SdkException e) {
    return e instanceof AwsServiceException service ? service.statusCode() : 0;
  }

  static boolean uploadGone(SdkException e) {
    return code(e).equals("NoSuchUpload");
  }

  private static Kind kind(SdkException e) {
    return e instanceof AwsServiceException ? serviceKind(code(e), status(e)) : clientKind(e);
  }

  private static Kind serviceKind(String code, int status) {
    return switch (code) {
      case "NoSuchBucket" -> Kind.NOT_RECOGNISED;
      case "NoSuchKey" -> Kind.MISSING;
      // whoever took it away, a new upload may succeed
      case "NoSuchUpload", "RequestTimeout", "SlowDown", "OperationAborted" -> Kind.UNAVAILABLE;
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch",
          "IncompleteBody" ->
          Kind.CORRUPT;
      case "InvalidObjectState" -> Kind.INVALID;
      default -> isFull(code) ? Kind.FULL : statusKind(status);
    };
  }

  private static boolean isFull(String code) {
    String lower = code.toLowerCase(Locale.ROOT);
    return Stream.of("quota", "insufficientstorage", "insufficientcapacity", "storagefull")
        .anyMatch(lower::contains);
  }

  private static Kind statusKind(int status) {
    return switch (status) {
      case 401, 403 -> Kind.DENIED;
      case 404 -> Kind.NOT_RECOGNISED;
      case 507 -> Kind.FULL;
      case 408, 409, 425, 429 -> Kind.UNAVAILABLE;
      default -> status >= 300 && status < 500 ? Kind.INVALID : Kind.UNAVAILABLE;
    };
  }

  private static Kind clientKind(SdkException e) {
    if (e instanceof ApiCallAttemptTimeoutException || e instanceof ApiCallTimeoutException) {
      return Kind.UNAVAILABLE;
    }
    if (e instanceof AbortedException || caused(e, InterruptedException.class)) {
      return Kind.ABORTED;
    }
    if (noCredentials(e)) {
      return Kind.DENIED;
    }
    boolean distrusted = caused(e, CertificateException.class);
    return distrusted || notTls(e) ? Kind.INVALID : Kind.UNAVAILABLE;
  }

  private static String reason(S3Target target, Kind kind, SdkException e) {
    return switch (kind) {
      case NOT_RECOGNISED ->
          "there is no bucket of that name; create it, or correct the name" + at(e);
      case MISSING -> "there is no such object";
      case DENIED -> denied(e);
      case LOCKED -> "it is locked" + at(e);
      case FULL -> "the service has no space or quota left; free some or raise the quota" + at(e);
      case CORRUPT -> "what arrived is not what was sent" + at(e);
      case INVALID -> invalid(e);
      case ABORTED -> "given up";
      case UNAVAILABLE -> unavailable(target, e);
    };
  }

  private static String denied(SdkException e) {
    if (noCredentials(e)) {
      return "no credentials were found; give the storage its keys, or the daemon a role";
    }
    return switch (code(e)) {
      case "RequestTimeTooSkewed" -> "this machine's clock is wrong; set it" + at(e);
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
          "the keys are wrong or have expired; correct them" + at(e);
      default -> "access was denied; check the keys and what they are allowed" + at(e);
    };
  }

  private static String invalid(SdkException e) {
    if (caused(e, SSLException.class)) {
      return notTls(e)
          ? "the endpoint does not speak TLS there; correct its port or use http"
          : "the endpoint's certificate is not trusted; give the storage its CA file";
    }
    return switch (code(e)) {
      case "InvalidObjectState" ->
          "it is archived; restore it from its storage class first" + at(e);
      case "EntityTooLarge" ->
          "the service takes no part or object so large; lower the limits" + at(e);
      default -> "the service refuses the request; check region, endpoint and path style" + at(e);
    };
  }

  private static String unavailable(S3Target target, SdkException e) {
    String endpoint = target.endpoint() == null ? "the service" : String.valueOf(target.endpoint());
    if (caused(e, UnknownHostException.class)) {
      return "the host of " + endpoint + " is unknown; check the endpoint, region and DNS";
    }
    if (caused(e, ConnectException.class) || caused(e, NoRouteToHostException.class)) {
      return endpoint + " cannot be reached; check that it runs, its port and the network";
    }
    if (uploadGone(e)) {
      return "the upload is gone; did someone abort it, or a rule of the bucket" + at(e);
    }
    return e instanceof AwsServiceException
        ? "the service failed; try again later" + at(e)
        : endpoint + " does not answer, or the connection broke; try again later";
  }

  private static String at(SdkException e) {
    String both = (status(e) + " " + code(e)).strip();
    return e instanceof AwsServiceException ? " (" + both + ")" : "";
  }

  private static boolean noCredentials(SdkException e) {
    return String.valueOf(e.getMessage()).startsWith("Unable to load credentials");
  }

  private static boolean notTls(SdkException e) {
    return causes(e)
        .anyMatch(c -> String.valueOf(c.getMessage()).contains("Unsupported or unrecognized SSL"));
  }

  private static boolean caused(Throwable e, Class<? extends Throwable> type) {
    return causes(e).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, c -> c != null, Throwable::getCause);
  }
}

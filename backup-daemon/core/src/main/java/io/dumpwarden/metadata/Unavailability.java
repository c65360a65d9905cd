package io.dumpwarden.metadata;

import io.dumpwarden.error.ErrorCode;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * Why the store cannot be used, told from what the driver says; the driver's own words stay inside.
 */
record Unavailability(String reason, String hint) {

  private static final int ACCESS_DENIED = 1045;
  private static final int LOCK_TIMEOUT = 1205;

  static Unavailability of(SQLException failure) {
    SQLException root = deepest(failure);
    String words = String.valueOf(root.getMessage());
    if (words.contains("ssl not enabled")) {
      return new Unavailability(
          "it offers no TLS", "enable TLS there, or add sslMode=disable to the metadata URL");
    }
    if (words.contains("RSA public key")) {
      return new Unavailability(
          "its account's password may not be sent over this connection",
          "use TLS, or add serverRsaPublicKeyFile=PATH to the metadata URL");
    }
    if (words.contains("certificate") || hasTlsCause(root)) {
      return new Unavailability(
          "its certificate is not trusted",
          "add serverSslCert=PATH of the certificate or its CA to the metadata URL, or"
              + " sslMode=trust to go without proof of who answers");
    }
    return new Unavailability(byNumber(root.getErrorCode()), ErrorCode.METADATA_UNAVAILABLE.hint());
  }

  /** Whether TLS or authentication failed in a way that the driver calls a syntax error. */
  static boolean isHandshake(SQLException failure) {
    String words = String.valueOf(deepest(failure).getMessage());
    return words.contains("certificate")
        || words.contains("authentication plugin")
        || words.contains("RSA public key");
  }

  private static String byNumber(int number) {
    return switch (number) {
      case ACCESS_DENIED -> "it refuses the account";
      case LOCK_TIMEOUT -> "its rows are locked by others";
      default -> number > 0 ? "it answers with error " + number : "it does not answer";
    };
  }

  private static boolean hasTlsCause(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  private static SQLException deepest(SQLException failure) {
    SQLException deepest = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException inner) {
        deepest = inner;
      }
    }
    return deepest;
  }
}

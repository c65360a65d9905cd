package io.dumpwarden.preflight;

import io.dumpwarden.config.Tls;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of the session's TLS, held against what was asked for.
 *
 * @param version the protocol; null where the session is in plaintext
 */
record SessionTls(@Nullable String version, Finding finding) {

  private static final String CHECK = "tls";

  static SessionTls of(Connection connection, Tls wanted) {
    try {
      String version = status(connection, "Ssl_version");
      return version.isEmpty()
          ? new SessionTls(null, plaintext(wanted))
          : new SessionTls(version, encrypted(version, status(connection, "Ssl_cipher"), wanted));
    } catch (SQLException e) {
      return new SessionTls(
          null,
          Finding.warning(
              CHECK,
              "the server does not say whether it is in use: " + e.getMessage(),
              "try again"));
    }
  }

  private static Finding encrypted(String version, String cipher, Tls wanted) {
    return Finding.ok(
        CHECK, "%s, %s (mode %s%s)".formatted(version, cipher, wanted.mode().id(), proof(wanted)));
  }

  /** What the connection could not have come about without. */
  private static String proof(Tls wanted) {
    String ca = wanted.caFile() == null ? "the platform's CAs" : wanted.caFile().toString();
    return switch (wanted.mode()) {
      case DISABLED -> "";
      case PREFERRED, REQUIRED -> ", the certificate is not checked";
      case VERIFY_CA -> ", certificate proven by " + ca;
      case VERIFY_IDENTITY -> ", certificate and host name proven by " + ca;
    };
  }

  private static Finding plaintext(Tls wanted) {
    return switch (wanted.mode()) {
      case DISABLED -> Finding.ok(CHECK, "not in use (mode disabled)");
      case PREFERRED ->
          Finding.warning(
              CHECK,
              "not in use (mode preferred): what is dumped can be read on its way",
              "let the server offer TLS and require it by --tls-mode required, or say --tls-mode disabled");
      case REQUIRED, VERIFY_CA, VERIFY_IDENTITY ->
          Finding.error(
              CHECK,
              new DumpwardenException(
                  ErrorCode.TLS_FAILED,
                  "not in use, although mode %s asks for it".formatted(wanted.mode().id())));
    };
  }

  private static String status(Connection connection, String variable) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE '" + variable + "'")) {
      return row.next() ? row.getString(2) : "";
    }
  }
}

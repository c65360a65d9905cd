package io.dumpwarden.source;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Says which failure of the catalogue a driver's exception is. */
final class ConnectFailure {

  /** Wrong password, wrong database, unknown user, host not allowed, account locked, expired. */
  private static final Set<Integer> DENIED = Set.of(1044, 1045, 1130, 1698, 1820, 1862, 3118, 4151);

  private ConnectFailure() {}

  static DumpwardenException of(Login login, SQLException failure) {
    ErrorCode code = code(failure);
    return new DumpwardenException(code, message(code, login, failure), failure);
  }

  static boolean serverHasNoTls(SQLException failure) {
    return String.valueOf(failure.getMessage()).contains("ssl not enabled in the server");
  }

  private static ErrorCode code(SQLException failure) {
    if (DENIED.contains(failure.getErrorCode()) || "28000".equals(failure.getSQLState())) {
      return ErrorCode.ACCESS_DENIED;
    }
    return isTls(failure) ? ErrorCode.TLS_FAILED : ErrorCode.SERVER_UNREACHABLE;
  }

  private static boolean isTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return true;
      }
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("ssl") || message.contains("certificate");
  }

  private static String message(ErrorCode code, Login login, SQLException failure) {
    String what = code == ErrorCode.ACCESS_DENIED ? "refuses user" : "cannot be reached for user";
    String said = String.valueOf(failure.getMessage());
    if (!login.password().isEmpty()) {
      said = said.replace(login.password().reveal(), "[redacted]");
    }
    if (code == ErrorCode.TLS_FAILED) {
      what = "cannot be reached in TLS mode " + login.tls().mode().id() + " for user";
    }
    return "%s %s %s: %s".formatted(login.address(), what, login.user(), said);
  }
}

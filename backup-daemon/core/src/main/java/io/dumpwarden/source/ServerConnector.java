package io.dumpwarden.source;

import io.dumpwarden.config.TlsMode;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.mariadb.jdbc.NonRegisteringDriver;

/** Opens connections to servers of both flavors. Safe for use by many threads. */
public final class ServerConnector {

  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._-]+|[\\p{XDigit}:.]+");
  private static final NonRegisteringDriver DRIVER = new NonRegisteringDriver();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final Duration socketTimeout;

  /**
   * @param socketTimeout how long the server may stay silent within a query; zero for ever
   */
  public ServerConnector(Duration socketTimeout) {
    this.socketTimeout = socketTimeout;
  }

  /**
   * A connection without a current database, in autocommit mode; the caller closes it.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code SERVER_UNREACHABLE}, {@code
   *     ACCESS_DENIED}, {@code TLS_FAILED}, or {@code CONFIG_INVALID} for a malformed host
   */
  public Connection connect(Login login) {
    boolean preferred = login.tls().mode() == TlsMode.PREFERRED;
    try {
      return DRIVER.connect(url(login), properties(login, sslMode(login.tls().mode())));
    } catch (SQLException e) {
      if (preferred && ConnectFailure.serverHasNoTls(e)) {
        return inPlaintext(login);
      }
      throw ConnectFailure.of(login, e);
    }
  }

  private Connection inPlaintext(Login login) {
    try {
      return DRIVER.connect(url(login), properties(login, "disable"));
    } catch (SQLException e) {
      throw ConnectFailure.of(login, e);
    }
  }

  private Properties properties(Login login, String sslMode) {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password().reveal());
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty("allowPublicKeyRetrieval", "true");
    properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toMillis()));
    properties.setProperty("socketTimeout", Long.toString(socketTimeout.toMillis()));
    properties.setProperty("sslMode", sslMode);
    Path ca = login.tls().caFile();
    if (ca != null) {
      properties.setProperty("serverSslCert", ca.toAbsolutePath().toString());
    }
    return properties;
  }

  /** Nothing but a host's name or address gets into a URL, so that it cannot carry options. */
  private static String url(Login login) {
    if (!HOST.matcher(login.host()).matches()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID, "%s is not a host's name or address".formatted(login.host()));
    }
    return "jdbc:mariadb://" + login.address() + "/";
  }

  private static String sslMode(TlsMode mode) {
    return switch (mode) {
      case DISABLED -> "disable";
      // The driver's own "allow" would check certificates where there is TLS.
      case PREFERRED, REQUIRED -> "trust";
      case VERIFY_CA -> "verify-ca";
      case VERIFY_IDENTITY -> "verify-full";
    };
  }
}

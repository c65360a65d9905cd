package io.dumpwarden.embedded;

import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** Asks the server on a port for a sign of life, with our credentials. */
final class Ping {

  /** What came back. */
  enum Answer {
    ANSWERS,
    /** Nobody listens: it is down, starting or recovering. */
    REFUSED,
    /** Someone listens and says nothing. */
    SILENT,
    /** A server answers and does not know us. */
    DENIED
  }

  private static final String TIMEOUT_MILLIS = "5000";
  private static final int TOO_MANY_CONNECTIONS = 1040;

  private Ping() {}

  static Answer send(int port, Credentials credentials) {
    try (Connection connection = connect(port, credentials, TIMEOUT_MILLIS);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
      return Answer.ANSWERS;
    } catch (SQLException e) {
      return answer(e);
    }
  }

  /**
   * Opens a connection to a server on loopback.
   *
   * @param timeoutMillis how long it may say nothing; 0 for ever
   */
  static Connection connect(int port, Credentials credentials, String timeoutMillis)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", credentials.user());
    properties.setProperty("password", credentials.password());
    properties.setProperty("connectTimeout", "5000");
    properties.setProperty("socketTimeout", timeoutMillis);
    properties.setProperty("sslMode", "disable");
    String url = "jdbc:mariadb://127.0.0.1:" + port + "/";
    return new Driver().connect(url, properties);
  }

  private static Answer answer(SQLException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return Answer.REFUSED;
      }
    }
    if (error.getErrorCode() == TOO_MANY_CONNECTIONS) {
      return Answer.ANSWERS;
    }
    return "28000".equals(error.getSQLState()) ? Answer.DENIED : Answer.SILENT;
  }
}

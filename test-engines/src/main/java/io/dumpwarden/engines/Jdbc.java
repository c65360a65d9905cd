package io.dumpwarden.engines;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** How MariaDB's driver talks to all the engines. */
final class Jdbc {

  private Jdbc() {}

  /** MySQL's caching_sha2_password sends the password under the server's public key, unless TLS. */
  static String url(String host, int port, String database) {
    return "jdbc:mariadb://%s:%d/%s?sslMode=disable&allowPublicKeyRetrieval=true"
        .formatted(host, port, database);
  }

  static Connection connect(String host, int port, String user, String password)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5000");
    return new Driver().connect(url(host, port, ""), properties);
  }

  static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT VERSION()")) {
      row.next();
      return row.getString(1);
    }
  }
}

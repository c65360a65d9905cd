package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Binaries unpacked once for all tests of this module, and short ways to ask a server. */
final class TestServers {

  static final ServerOptions OPTIONS = ServerOptions.defaults();

  private TestServers() {}

  static EmbeddedMariaDb embedded() throws IOException {
    return new EmbeddedMariaDb(MariaDbBinaries.unpackInto(Path.of("target", "mariadb")));
  }

  static List<String> query(Lease lease, String sql) throws SQLException {
    try (Connection connection = lease.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  static void execute(Lease lease, String... statements) throws SQLException {
    try (Connection connection = lease.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  static boolean isAlive(long pid) throws IOException {
    return ServerProcess.of(pid).isPresent();
  }
}

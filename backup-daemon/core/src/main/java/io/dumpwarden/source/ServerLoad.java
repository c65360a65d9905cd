package io.dumpwarden.source;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How busy a server is.
 *
 * @param threadsRunning how many threads do something, the asking one included
 */
public record ServerLoad(int threadsRunning) {

  /**
   * Asks the server; every account may, and it takes no lock.
   *
   * @throws DumpwardenException {@code SERVER_UNREACHABLE} when it does not answer
   */
  public static ServerLoad of(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Threads_running'")) {
      row.next();
      return new ServerLoad(row.getInt(2));
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_UNREACHABLE,
          "the server does not say how busy it is: " + e.getMessage(),
          e);
    }
  }
}

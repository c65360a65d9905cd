package io.dumpwarden.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Settings of a session that not every server has. */
public final class SessionVariables {

  private static final int UNKNOWN_VARIABLE = 1193;

  private SessionVariables() {}

  /**
   * @param setting as {@code variable = value}; nothing happens where the server does not know the
   *     variable
   */
  public static void setIfKnown(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION " + setting);
    } catch (SQLException e) {
      if (e.getErrorCode() != UNKNOWN_VARIABLE) {
        throw e;
      }
    }
  }

  /**
   * Lets statements come in other encodings than UTF-8 from here on: the driver ends a connection
   * that the server tells it of one on. From then on the driver does not know the encoding, so that
   * only bytes, or ASCII, may be sent while it is another.
   */
  public static void allowEveryEncoding(Connection connection) throws SQLException {
    setIfKnown(connection, "session_track_system_variables = 'autocommit'");
  }
}

package io.dumpwarden.restore;

import io.dumpwarden.catalog.ShortHash;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Keeps two restores from changing the same database at once: named locks on the target server,
 * which end with the connection that holds them, and so with its process.
 */
final class TargetLocks implements AutoCloseable {

  private static final String PREFIX = "dumpwarden.target.";
  private static final int HASH_BYTES = 16;

  private final Connection connection;

  private TargetLocks(Connection connection) {
    this.connection = connection;
  }

  /**
   * @throws DumpwardenException {@code RESTORE_REFUSED} where another restore changes one of them
   */
  static TargetLocks take(TargetTools tools, RestoreTarget target, Set<String> databases)
      throws SQLException {
    TargetLocks locks = new TargetLocks(tools.connector().connect(target.login()));
    try {
      locks.hold();
      for (String database : databases) {
        locks.take(target, database);
      }
      return locks;
    } catch (SQLException | DumpwardenException e) {
      locks.close();
      throw e;
    }
  }

  /** A load may take days, during which this connection has nothing to say. */
  private void hold() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION wait_timeout = 31536000");
    }
  }

  private void take(RestoreTarget target, String database) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT GET_LOCK(?, 0)")) {
      statement.setString(1, PREFIX + ShortHash.of(database, HASH_BYTES));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getInt(1) != 1) {
          throw new DumpwardenException(
              ErrorCode.RESTORE_REFUSED,
              "another restore into database %s of server %s is at work"
                  .formatted(database, target.name()),
              "see `dumpwarden restores`, and wait for its end",
              null);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // what it held is gone with the connection
    }
  }
}

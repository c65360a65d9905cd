package io.dumpwarden.metadata;

import io.dumpwarden.node.ClusterLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Locks of the server, held by a connection: they end with the node that holds them. Named by the
 * database, since such locks are the whole server's.
 */
public final class JdbiClusterLock implements ClusterLock {

  private static final String NAME = "CONCAT('dumpwarden.', LEFT(SHA1(DATABASE()), 16), '.', ?)";

  private final MetadataStore store;

  public JdbiClusterLock(MetadataStore store) {
    this.store = store;
  }

  @Override
  public boolean tryRun(String name, Runnable work) {
    try (Connection connection = store.dataSource().getConnection()) {
      if (!ask(connection, "SELECT GET_LOCK(" + NAME + ", 0)", name)) {
        return false;
      }
      try {
        work.run();
        return true;
      } finally {
        ask(connection, "SELECT RELEASE_LOCK(" + NAME + ")", name);
      }
    } catch (SQLException e) {
      throw store.errors().translate(e);
    }
  }

  private static boolean ask(Connection connection, String sql, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}

package io.dumpwarden.metadata;

import io.dumpwarden.node.ClusterLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks of the server, held by a connection: they end with the node that holds them. Named by the
 * database, since such locks are the whole server's.
 */
public final class JdbiClusterLock implements ClusterLock {

  private static final Logger LOG = LoggerFactory.getLogger(JdbiClusterLock.class);

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
        release(connection, name);
      }
    } catch (SQLException e) {
      throw store.errors().translate(e);
    }
  }

  /** A lock whose connection ended meanwhile is free already; the work is done all the same. */
  private static void release(Connection connection, String name) {
    try {
      ask(connection, "SELECT RELEASE_LOCK(" + NAME + ")", name);
    } catch (SQLException e) {
      LOG.debug("the lock {} ended before its work", name, e);
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

package io.dumpwarden.scheduler;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/** Gives Quartz the metadata store's own pool, which it neither makes nor closes. */
final class PooledConnections implements ConnectionProvider {

  private final DataSource dataSource;

  PooledConnections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return dataSource.getConnection();
  }

  @Override
  public void shutdown() {
    // the pool belongs to the metadata store
  }

  @Override
  public void initialize() {
    // the pool is open already
  }
}

package io.dumpwarden.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use an embedded server, which runs as long as anyone holds one. Host, port, user and
 * password stay the same for as long as the lease is held, also when the server is started again.
 * Safe for use by several threads.
 */
public final class Lease implements AutoCloseable {

  private final SharedServer shared;
  private final Credentials credentials;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lease(SharedServer shared, Credentials credentials, int port) {
    this.shared = shared;
    this.credentials = credentials;
    this.port = port;
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** The one account of the server; it may do everything. */
  public String user() {
    return credentials.user();
  }

  /** The password of {@link #user}. Never log it. */
  public String password() {
    return credentials.password();
  }

  /** A JDBC URL without credentials, for a database that need not exist yet; "" for none. */
  public String jdbcUrl(String database) {
    return "jdbc:mariadb://" + host() + ":" + port + "/" + database + "?sslMode=disable";
  }

  /** Opens a connection as {@link #user}, to no database. */
  public Connection connect() throws SQLException {
    return Ping.connect(port, credentials, "0");
  }

  /** The process id of the server. It changes when the server is started again. */
  public long pid() {
    return shared.server().process().pid();
  }

  /**
   * Starts the server again, on the same port, when it has ended. Cheap while it runs.
   *
   * @return whether it had ended
   * @throws IOException when it cannot be started; trying again later is fine
   */
  public boolean ensureRunning() throws IOException {
    if (closed.get()) {
      throw new IllegalStateException("the lease of the embedded MariaDB is closed");
    }
    return shared.ensureRunning();
  }

  /**
   * Gives the lease back. The last one, of all processes, shuts the server down and waits for it.
   * Further calls do nothing.
   */
  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      shared.release();
    }
  }

  @Override
  public String toString() {
    return "embedded MariaDB on " + host() + ":" + port;
  }
}

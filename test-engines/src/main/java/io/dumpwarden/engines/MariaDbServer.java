package io.dumpwarden.engines;

import io.dumpwarden.embedded.EmbeddedMariaDb;
import io.dumpwarden.embedded.Lease;
import io.dumpwarden.embedded.MariaDbBinaries;
import io.dumpwarden.embedded.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One MariaDB server with data of its own. It speaks no TLS unless the options ask for it ({@code
 * --ssl}, or {@code --ssl-cert} and {@code --ssl-key}): making a key takes it seconds.
 */
final class MariaDbServer implements LocalEngine {

  private final String name;
  private final Path folder;
  private final MariaDbBinaries binaries;
  private final Lease lease;
  private final String version;
  private Process guard;

  private MariaDbServer(String name, Path folder, MariaDbBinaries binaries, Lease lease)
      throws IOException {
    this.name = name;
    this.folder = folder;
    this.binaries = binaries;
    this.lease = lease;
    this.guard = Processes.guard(lease.pid(), folder);
    try (Connection connection = lease.connect()) {
      this.version = Jdbc.version(connection);
    } catch (SQLException e) {
      throw new IOException("cannot connect to " + lease, e);
    }
  }

  /**
   * Starts one.
   *
   * @param name such as "MariaDB 11.4"
   * @param options further ones of {@code mariadbd}
   */
  static MariaDbServer start(String name, MariaDbBinaries binaries, String... options)
      throws IOException {
    Path folder = Folders.temporary();
    ServerOptions all =
        ServerOptions.defaults()
            .withExtra(ForTests.MARIADB.toArray(String[]::new))
            .withExtra(options);
    Lease lease = new EmbeddedMariaDb(binaries).startThrowaway(folder, all);
    return new MariaDbServer(name, folder, binaries, lease);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String flavor() {
    return "mariadb";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String host() {
    return lease.host();
  }

  @Override
  public int port() {
    return lease.port();
  }

  @Override
  public String rootUser() {
    return lease.user();
  }

  @Override
  public String rootPassword() {
    return lease.password();
  }

  @Override
  public List<Path> toolFolders() {
    return List.of(binaries.toolFolder());
  }

  @Override
  public long pid() {
    return lease.pid();
  }

  @Override
  public void stop() throws IOException {
    guard.destroyForcibly();
    Processes.end(pid(), false);
  }

  @Override
  public void kill() throws IOException {
    guard.destroyForcibly();
    Processes.end(pid(), true);
  }

  @Override
  public void restart() throws IOException {
    lease.ensureRunning();
    guard = Processes.guard(pid(), folder);
  }

  @Override
  public void close() throws IOException {
    guard.destroyForcibly();
    lease.close();
    Folders.delete(folder);
  }

  @Override
  public String toString() {
    return name();
  }
}

package io.dumpwarden.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One MySQL server with data of its own: real grant tables, a root password, loopback only. */
final class MysqlServer implements LocalEngine {

  private static final String ROOT_PASSWORD = "root-test-password";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final String ACCOUNTS =
      """
      ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
      CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '%1$s';
      GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
      """;

  private final MysqlDistribution distribution;
  private final Path folder;
  private final List<String> options;
  private final int port;
  private final MysqlProcess process;
  private String version = "";

  private MysqlServer(MysqlDistribution distribution, Path folder, int port, List<String> options) {
    this.distribution = distribution;
    this.folder = folder;
    this.options = options;
    this.port = port;
    this.process = new MysqlProcess(folder.resolve("mysqld.log"));
  }

  static MysqlServer start(MysqlDistribution distribution, List<String> options)
      throws IOException {
    Path folder = Folders.temporary();
    MysqlServer server = new MysqlServer(distribution, folder, freePort(), options);
    server.initialise();
    server.restart();
    return server;
  }

  private void initialise() throws IOException {
    Path accounts = folder.resolve("accounts.sql");
    Files.writeString(accounts, ACCOUNTS.formatted(ROOT_PASSWORD));
    process.run(
        distribution.command(
            "--initialize-insecure",
            "--innodb-flush-method=nosync",
            "--datadir=" + data(),
            "--init-file=" + accounts));
  }

  @Override
  public void restart() throws IOException {
    List<String> command =
        distribution.command(
            "--datadir=" + data(),
            // relative to the data directory: a socket's path must be short
            "--socket=mysql.sock",
            "--pid-file=mysqld.pid",
            "--loose-mysqlx=OFF",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--skip-name-resolve",
            "--max-connections=200",
            "--innodb-buffer-pool-size=64M",
            "--secure-file-priv=");
    command.addAll(ForTests.MYSQL);
    command.addAll(options);
    process.start(command);
    process.awaitReady(START_TIMEOUT, this::answers);
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      version = Jdbc.version(connection);
      return true;
    } catch (SQLException e) {
      // Not yet; the caller gives up in time and shows the server's own log.
      return false;
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  @Override
  public String name() {
    return distribution.name();
  }

  @Override
  public String flavor() {
    return "mysql";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String rootUser() {
    return "root";
  }

  @Override
  public String rootPassword() {
    return ROOT_PASSWORD;
  }

  @Override
  public List<Path> toolFolders() {
    return distribution.toolFolders();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void stop() throws IOException {
    process.end(false);
  }

  @Override
  public void kill() throws IOException {
    process.end(true);
  }

  @Override
  public void close() throws IOException {
    kill();
    Folders.delete(folder);
  }

  @Override
  public String toString() {
    return name();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}

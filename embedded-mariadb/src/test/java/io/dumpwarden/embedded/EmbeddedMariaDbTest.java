package io.dumpwarden.embedded;

import static io.dumpwarden.embedded.TestServers.OPTIONS;
import static io.dumpwarden.embedded.TestServers.embedded;
import static io.dumpwarden.embedded.TestServers.execute;
import static io.dumpwarden.embedded.TestServers.isAlive;
import static io.dumpwarden.embedded.TestServers.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMariaDbTest {

  @TempDir Path folder;

  @Test
  void hasOneAccountAndItHasAPassword() throws Exception {
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(query(lease, "SELECT CONCAT(user, '@', host) FROM mysql.global_priv ORDER BY 1"))
          .containsExactly("dumpwarden@127.0.0.1", "mariadb.sys@localhost");
      assertThat(query(lease, "SHOW DATABASES"))
          .containsExactlyInAnyOrder("information_schema", "mysql", "performance_schema", "sys");
      for (String user : List.of("root", "", "dumpwarden", "mariadb.sys")) {
        assertThatThrownBy(() -> DriverManager.getConnection(lease.jdbcUrl(""), user, ""))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("Access denied");
      }
    }
  }

  @Test
  void keepsItsPasswordToItself() throws Exception {
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      Path credentials = folder.resolve("credentials");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(credentials)).contains(lease.password());
      assertThat(lease.password()).hasSizeGreaterThanOrEqualTo(32);
      assertThat(lease.toString()).doesNotContain(lease.password());
      assertThat(Files.readString(Path.of("/proc", "" + lease.pid(), "cmdline")))
          .doesNotContain(lease.password());
      assertThat(Files.readString(folder.resolve("mariadbd.log"))).doesNotContain(lease.password());
      assertThat(folder.resolve("tmp")).isEmptyDirectory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void listensOnLoopbackOnlyAndInASessionOfItsOwn() throws Exception {
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(listeners(lease.port())).containsExactly("0100007F");
      assertThat(session(lease.pid())).isEqualTo(lease.pid());
    }
  }

  @Test
  void storesFourByteTextAndTakesFurtherOptions() throws Exception {
    ServerOptions options = OPTIONS.withExtra("--log-bin", "--max-allowed-packet=32M");
    try (Lease lease = embedded().startThrowaway(folder, options)) {
      execute(
          lease,
          "CREATE DATABASE shop",
          "CREATE TABLE shop.t (c TEXT)",
          "INSERT INTO shop.t VALUES ('\uD83D\uDC33')");
      assertThat(query(lease, "SELECT c FROM shop.t")).containsExactly("\uD83D\uDC33");
      assertThat(query(lease, "SELECT @@log_bin")).containsExactly("1");
      assertThat(query(lease, "SELECT @@max_allowed_packet")).containsExactly("33554432");
    }
  }

  @Test
  void keepsDataPasswordAndPortOverRestarts() throws Exception {
    String password;
    int port;
    long pid;
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      password = lease.password();
      port = lease.port();
      pid = lease.pid();
      execute(lease, "CREATE DATABASE kept");
    }
    assertThat(isAlive(pid)).isFalse();
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(lease.password()).isEqualTo(password);
      assertThat(lease.port()).isEqualTo(port);
      assertThat(query(lease, "SHOW DATABASES LIKE 'kept'")).hasSize(1);
    }
  }

  @Test
  void livesInALongPathWithSpaces() throws Exception {
    Path deep = folder.resolve("a folder with 'quotes' and späces");
    while (deep.toString().length() < 300) {
      deep = deep.resolve("and more of it");
    }
    try (Lease lease = embedded().acquire(deep, OPTIONS)) {
      execute(lease, "CREATE DATABASE d", "CREATE TABLE d.t (i INT) ENGINE=InnoDB");
      assertThat(query(lease, "SELECT COUNT(*) FROM d.t")).containsExactly("0");
    }
  }

  private static List<String> listeners(int port) throws IOException {
    String suffix = ":%04X".formatted(port);
    String listening = "0A";
    return Stream.concat(
            Files.readAllLines(Path.of("/proc/net/tcp")).stream(),
            Files.readAllLines(Path.of("/proc/net/tcp6")).stream())
        .map(line -> line.strip().split("\\s+"))
        .filter(f -> f[1].endsWith(suffix) && f[3].equals(listening))
        .map(f -> f[1].substring(0, f[1].indexOf(':')))
        .toList();
  }

  private static long session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
  }
}

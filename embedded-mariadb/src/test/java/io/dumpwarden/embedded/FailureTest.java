package io.dumpwarden.embedded;

import static io.dumpwarden.embedded.TestServers.OPTIONS;
import static io.dumpwarden.embedded.TestServers.embedded;
import static io.dumpwarden.embedded.TestServers.isAlive;
import static io.dumpwarden.embedded.TestServers.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {

  @TempDir Path folder;

  @Test
  void saysWhichFolderCannotBeWritten() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> embedded().acquire(file.resolve("db"), OPTIONS))
        .isInstanceOf(EmbeddedMariaDbException.class)
        .hasMessageContaining(file.resolve("db").toString());
  }

  @Test
  void showsTheEndOfTheErrorLogAndCanBeTriedAgain() throws Exception {
    ServerOptions wrong = OPTIONS.withExtra("--no-such-option=1");
    assertThatThrownBy(() -> embedded().acquire(folder, wrong))
        .isInstanceOf(EmbeddedMariaDbException.class)
        .hasMessageContaining("unknown variable 'no-such-option=1'")
        .hasMessageContaining("mariadbd.log");
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(query(lease, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void saysWhatTheErrorLogMeans() throws Exception {
    ServerFolder prepared = ServerFolder.prepare(folder);
    assertThat(StartFailure.describe(prepared, "ended", "[ERROR] Probably out of disk space"))
        .hasMessageContaining("ended: the disk is full: make room");
    assertThat(
            StartFailure.describe(
                prepared, "ended", "error while loading shared libraries: libx.so.1"))
        .hasMessageContaining("install it, or use an external metadata store")
        .hasMessageContaining("libx.so.1");
  }

  @Test
  void saysWhenProgramsMayNotRun() throws Exception {
    MariaDbBinaries binaries = MariaDbBinaries.unpackInto(folder.resolve("bin"));
    Path program = binaries.server();
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-------"));
    EmbeddedMariaDb embedded = new EmbeddedMariaDb(binaries);
    assertThatThrownBy(() -> embedded.acquire(folder.resolve("db"), OPTIONS))
        .isInstanceOf(EmbeddedMariaDbException.class)
        .hasMessageContaining(program.toString())
        .hasMessageContaining("noexec");
  }

  @Test
  void takesAnotherPortWhenItsOwnIsTakenAndNobodyKnowsItYet() throws Exception {
    int port;
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      port = lease.port();
    }
    try (ServerSocket stranger = occupy(port);
        Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(lease.port()).isNotEqualTo(stranger.getLocalPort());
      assertThat(query(lease, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void comesBackOnThePortThatItsUsersKnowOrNotAtAll() throws Exception {
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      ServerProcess.of(lease.pid()).orElseThrow().kill();
      try (ServerSocket stranger = occupy(lease.port())) {
        assertThat(stranger.isBound()).isTrue();
        assertThatThrownBy(lease::ensureRunning)
            .isInstanceOf(EmbeddedMariaDbException.class)
            .hasMessageContaining("port is already in use");
      }
      assertThat(lease.ensureRunning()).isTrue();
      assertThat(query(lease, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void leavesAHangingServerThatAnotherProcessUses() throws Exception {
    try (LeaseHolder other = LeaseHolder.start(folder)) {
      signal("-STOP", other.serverPid());
      assertThatThrownBy(() -> embedded().acquire(folder, OPTIONS))
          .isInstanceOf(EmbeddedMariaDbException.class)
          .hasMessageContaining("does not answer, and another process uses it");
      assertThat(isAlive(other.serverPid())).isTrue();
      signal("-CONT", other.serverPid());
    }
  }

  @Test
  void refusesDataWithoutTheirPassword() throws Exception {
    embedded().acquire(folder, OPTIONS).close();
    Path credentials = folder.resolve("credentials");
    String kept = Files.readString(credentials);
    Files.delete(credentials);
    assertThatThrownBy(() -> embedded().acquire(folder, OPTIONS))
        .isInstanceOf(EmbeddedMariaDbException.class)
        .hasMessageContaining("credentials is missing");

    Files.writeString(credentials, kept.replaceAll("password=.*", "password=wrong"));
    assertThatThrownBy(() -> embedded().acquire(folder, OPTIONS))
        .isInstanceOf(EmbeddedMariaDbException.class)
        .hasMessageContaining("refuses the password");

    Files.writeString(credentials, kept);
    embedded().acquire(folder, OPTIONS).close();
  }

  @Test
  void initialisesAnewWhatAKilledProcessHalfDid() throws Exception {
    Files.createDirectories(folder.resolve("data.unfinished").resolve("mysql"));
    Files.writeString(folder.resolve("data.unfinished").resolve("ibdata1"), "half");
    try (Lease lease = embedded().acquire(folder, OPTIONS)) {
      assertThat(query(lease, "SELECT 1")).containsExactly("1");
    }
    assertThat(folder.resolve("data.unfinished")).doesNotExist();
  }

  @Test
  void refusesFurtherWorkOnAClosedLease() throws Exception {
    Lease lease = embedded().acquire(folder, OPTIONS);
    lease.close();
    assertThatThrownBy(lease::ensureRunning).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> OPTIONS.withExtra("datadir"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ServerSocket occupy(int port) throws Exception {
    return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
  }

  private static void signal(String signal, long pid) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
  }
}

package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Tls;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tool may do to us, played by scripts. */
class RunningDumpTest {

  private static final String PASSWORD = "test-password";

  @TempDir Path folder;

  @Test
  void refusesADumpWithoutItsTail() throws Exception {
    try (OpenDump dump = open("echo 'CREATE TABLE t (a int);'; exit 0")) {
      dump.stream().readAllBytes();
      assertFails(dump, ErrorCode.DUMP_INCOMPLETE, "without its end marker");
    }
  }

  @Test
  void refusesAnEndMarkerThatIsNotTheLastLine() throws Exception {
    try (OpenDump dump = open("echo '-- Dump completed on x'; echo 'INSERT INTO t'")) {
      dump.stream().readAllBytes();
      assertFails(dump, ErrorCode.DUMP_INCOMPLETE, "without its end marker");
    }
  }

  @Test
  void acceptsACompleteDump() throws Exception {
    try (OpenDump dump = open("echo x; echo '-- Dump completed on 2026-01-01'")) {
      assertThat(dump.stream().readAllBytes()).startsWith("x\n".getBytes());
      dump.prove();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'mariadb-dump: Error 2013: Lost connection to server during query', SERVER_GONE",
    "'mysqldump: Error 2006: MySQL server has gone away when dumping', SERVER_GONE",
    "'mysqldump: Got error: 1045: Access denied for user', ACCESS_DENIED",
    "'mysqldump: Couldn''t execute x: command denied (1142)', ACCESS_DENIED",
    "'mysqldump: b has insufficent privileges to SHOW CREATE PROCEDURE', ACCESS_DENIED",
    "'mysqldump: Got error: 2003: Can''t connect to MySQL server', SERVER_UNREACHABLE",
    "'mysqldump: Got error: 2026: SSL connection error', TLS_FAILED",
    "'mysqldump: Got error: 2059: plugin could not be loaded', DUMP_TOOL_UNSUITABLE",
    "'something else', DUMP_FAILED",
  })
  void tellsFailuresApart(String said, ErrorCode code) throws Exception {
    Files.writeString(folder.resolve("said"), said);
    try (OpenDump dump = open("cat '%s' >&2; exit 2".formatted(folder.resolve("said")))) {
      dump.stream().readAllBytes();
      assertFails(dump, code, said);
    }
  }

  @Test
  void takesATlsErrorAfterTheFirstBytesForALostServer() throws Exception {
    String broken =
        "echo x; echo 'mariadb-dump: Error 2026: TLS/SSL error: terminated' >&2; exit 3";
    try (OpenDump dump = open(broken)) {
      dump.stream().readAllBytes();
      assertFails(dump, ErrorCode.SERVER_GONE, "2026");
    }
  }

  @Test
  void keepsThePasswordOutOfMessages() throws Exception {
    try (OpenDump dump = open("echo 'bad %s here' >&2; exit 2".formatted(PASSWORD))) {
      dump.stream().readAllBytes();
      assertFails(dump, ErrorCode.DUMP_FAILED, "bad [redacted] here");
      assertThat(dump.messages()).doesNotContain(PASSWORD);
    }
  }

  @Test
  void keepsTheBeginningAndTheEndOfManyMessages() throws Exception {
    String chatter =
        "echo first >&2; i=0; while [ $i -lt 9000 ]; do echo 'a line of chatter' >&2; i=$((i+1)); done; echo last >&2; exit 3";
    try (OpenDump dump = open(chatter)) {
      dump.stream().readAllBytes();
      assertFails(dump, ErrorCode.DUMP_FAILED, "exit code 3");
      assertThat(dump.messages()).startsWith("first\n").endsWith("last\n").contains("bytes ...]");
      assertThat(dump.messages().length()).isLessThan(66_000);
    }
  }

  @Test
  void handsCredentialsOverInAPrivateFileAloneAndDeletesIt() throws Exception {
    String spy =
        """
        file=${1#--defaults-file=}
        read=$(stat -c 'mode %a' "$file"; cat "$file")
        echo "$read"; tr '\\0' '\\n' </proc/$$/cmdline
        echo ENVIRONMENT; tr '\\0' '\\n' </proc/$$/environ; echo "group $(cut -d' ' -f5,6 /proc/$$/stat) $$"
        readlink /proc/$$/fd/0
        echo '-- Dump completed'""";
    try (OpenDump dump = open(spy)) {
      String seen = new String(dump.stream().readAllBytes(), StandardCharsets.UTF_8);
      dump.prove();
      assertThat(seen)
          .startsWith("mode 600\n[client]\n")
          .contains("\npassword=\"test-password\"\n");
      String rest = seen.substring(seen.indexOf("--defaults-file="));
      assertThat(rest).doesNotContain(PASSWORD).contains("/dev/null", "--databases\n--\nshop\n");
      assertThat(rest.substring(rest.indexOf("ENVIRONMENT"))).doesNotContain("MYSQL", "HOME=");
      assertThat(seen).contains("group %1$d %1$d %1$d".formatted(dump.pids().get(0)));
      assertThat(credentialFiles()).isEmpty();
    }
  }

  @Test
  void deletesCredentialsOnceOutputBegins() throws Exception {
    try (OpenDump dump = open("echo begun; exec sleep 600")) {
      assertThat(credentialFiles()).hasSize(1);
      assertThat(dump.stream().read()).isEqualTo('b');
      assertThat(credentialFiles()).isEmpty();
    }
  }

  @Test
  void endsEverythingThatTheToolStarted() throws Exception {
    // Children that ignore being asked, one of them orphaned, hold the pipe open.
    String stubborn =
        """
        trap '' TERM
        (trap '' TERM; (trap '' TERM; echo $$; while :; do sleep 1; done) & ) &
        while :; do sleep 1; done""";
    OpenDump dump = open(stubborn);
    dump.stream().read();
    CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> drain(dump));
    long session = dump.pids().get(0);
    assertThat(sessionMembers(session)).hasSizeGreaterThan(1);

    dump.close();
    dump.close();

    assertThat(reader).succeedsWithin(Duration.ofSeconds(10));
    await().untilAsserted(() -> assertThat(sessionMembers(session)).isEmpty());
    assertThat(credentialFiles()).isEmpty();
  }

  @Test
  void saysWhenTheToolWasKilled() throws Exception {
    try (OpenDump dump = open("echo begun; exec sleep 600")) {
      dump.stream().read();
      ProcessHandle.of(dump.pids().get(0)).orElseThrow().destroyForcibly();
      dump.stream().readAllBytes();
      assertFails(dump, ErrorCode.DUMP_FAILED, "killed by signal 9");
    }
  }

  @Test
  void refusesNamesWithControlCharacters() {
    assertThatThrownBy(() -> open("exit 0", "a\nb"))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
        .hasMessageContaining("a?b");
  }

  private OpenDump open(String script) throws IOException {
    return open(script, "shop");
  }

  private OpenDump open(String script, String database) throws IOException {
    Path tools = FakeTool.mariaDbDump(folder.resolve("tools"), script);
    ProgramFinder finder = new ProgramFinder(new ToolFolders(List.of(tools), null));
    Tls tls = new Tls(TlsMode.PREFERRED, null);
    Login login = new Login(Flavor.MARIADB, "db", 3306, "backup", Secret.of(PASSWORD), tls);
    Version release = new Version(11, 4, 5);
    return new MysqldumpEngine(new DumpTools(finder))
        .open(
            DumpRequest.whole(
                login,
                new ServerFacts(
                    Flavor.MARIADB, "11.4.5-MariaDB", release, false, Grants.ofEverything()),
                Inventory.empty(database),
                folder));
  }

  private static void assertFails(OpenDump dump, ErrorCode code, String words) {
    assertThatThrownBy(dump::prove)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words)
        .hasMessageContaining("db:3306");
  }

  private static int drain(OpenDump dump) {
    try {
      return dump.stream().readAllBytes().length;
    } catch (IOException e) {
      return -1;
    }
  }

  private List<Path> credentialFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".cnf")).toList();
    }
  }

  private static List<Long> sessionMembers(long session) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> Processes.session(pid) == session)
        .toList();
  }
}

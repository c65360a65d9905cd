package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.config.Tls;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.source.Version;
import io.dumpwarden.storage.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool that cannot leave out rows alone is called twice for one dump. */
class TwoPassesTest {

  private static final String SPEAK =
      "echo $1 >/dev/null; case \"$*\" in *--no-data*) %s;; *) %s;; esac";
  private static final String WHOLE = "echo '-- %s'; echo '-- Dump completed'";

  @TempDir Path folder;

  @Test
  void definitionsComeFirst() throws Exception {
    try (OpenDump dump = open(WHOLE.formatted("definitions"), WHOLE.formatted("rows"), "")) {
      assertThat(new String(dump.stream().readAllBytes()))
          .isEqualTo("-- definitions\n-- Dump completed\n-- rows\n-- Dump completed\n");
      dump.prove();
      assertThat(dump.stream().read()).isNegative();
    }
    assertThat(credentials()).isEmpty();
  }

  @Test
  void bothProcessesAreToldAndEnded() throws Exception {
    OpenDump dump = open("exec sleep 600", "exec sleep 600", "");
    List<Long> pids = dump.pids();
    assertThat(pids).hasSize(2).doesNotHaveDuplicates().allMatch(TwoPassesTest::lives);

    dump.close();

    await().untilAsserted(() -> assertThat(pids).noneMatch(TwoPassesTest::lives));
  }

  @Test
  void eachPassMustEndWell() throws Exception {
    assertFails(open("echo half", WHOLE.formatted("rows"), ""), "half\n");
    assertFails(
        open(WHOLE.formatted("definitions"), "echo half", ""),
        "-- definitions\n-- Dump completed\nhalf\n");
    assertThat(credentials()).isEmpty();
  }

  @Test
  void theCommandTellsBoth() throws Exception {
    try (OpenDump dump = open("exit 0", "exit 0", "add-drop-database,lock-all-tables")) {
      String[] passes = dump.command().split(" && ");

      assertThat(passes).hasSize(2);
      assertThat(passes[0])
          .contains(" --add-drop-database", " --single-transaction", " --ignore-table=shop.item ")
          .doesNotContain("lock-all-tables");
      assertThat(passes[1])
          .contains(" --lock-all-tables", " --ignore-table=shop.log ")
          .doesNotContain("add-drop-database", "test-password");
    }
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private static void assertFails(OpenDump dump, String read) throws Exception {
    try (dump) {
      assertThat(new String(dump.stream().readAllBytes())).isEqualTo(read);
      assertThatThrownBy(dump::prove)
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DUMP_INCOMPLETE));
    }
  }

  private OpenDump open(String definitions, String rows, String options) throws Exception {
    FakeTool.write(
        folder.resolve("tools"),
        "mysqldump",
        "mysqldump  Ver 8.0.40 for Linux",
        SPEAK.formatted(definitions, rows));
    ProgramFinder finder =
        new ProgramFinder(new ToolFolders(List.of(folder.resolve("tools")), null));
    Login login =
        new Login(
            Flavor.MYSQL,
            "db",
            3306,
            "backup",
            Secret.of("test-password"),
            new Tls(TlsMode.PREFERRED, null));
    ServerFacts server =
        new ServerFacts(
            Flavor.MYSQL, "8.0.40", new Version(8, 0, 40), false, Grants.ofEverything());
    DumpContents contents =
        new DumpContents(false, List.of(), TableGlob.parseList("shop.log"), true);
    return new MysqldumpEngine(new DumpTools(finder))
        .open(
            new DumpRequest(
                login,
                server,
                List.of(inventory()),
                new DumpRequest.What(contents, List.of(), DumpOptionSet.parse(options)),
                folder));
  }

  private static Inventory inventory() {
    List<String> none = List.of();
    return new Inventory(
        "shop", "", "", List.of(table("item"), table("log")), none, none, none, none, none);
  }

  private static TableFacts table(String name) {
    return new TableFacts(name, "InnoDB", 1, 1, false, true, false, List.of(), false);
  }

  private List<Path> credentials() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".cnf")).toList();
    }
  }
}

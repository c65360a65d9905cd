package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.source.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpToolsTest {

  private static final String DEBIAN =
      "mysqldump  Ver 10.19 Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)";
  private static final String MARIADB_11 =
      "mariadb-dump from 11.4.5-MariaDB, client 10.19 for linux-systemd (x86_64)";
  private static final String MYSQL_57 = "mysqldump  Ver 10.13 Distrib 5.7.44, for Linux (x86_64)";
  private static final String MYSQL_84 =
      "mysqldump  Ver 8.4.3 for Linux on x86_64 (MySQL Community)";
  private static final String MYSQL_9 = "mysqldump  Ver 9.7.4-2 for Linux on x86_64 ((Debian))";

  @TempDir Path folder;

  @Test
  void takesTheFirstMariaDbDumpWhateverItIsCalled() throws Exception {
    List<Path> folders = List.of(tool("a", "mysqldump", MYSQL_9), tool("b", "mysqldump", DEBIAN));

    ToolChoice choice =
        tools(folders, tool("z", "mariadb-dump", MARIADB_11)).choose(mariaDb(), plain());

    assertThat(choice.program().release()).isEqualTo(new Version(10, 11, 6));
    assertThat(choice.program().flavor()).isEqualTo(Flavor.MARIADB);
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void fallsBackToTheEmbeddedOne() throws Exception {
    DumpTools tools =
        tools(List.of(tool("a", "mysqldump", MYSQL_9)), tool("z", "mariadb-dump", MARIADB_11));

    assertThat(tools.choose(mariaDb(), plain()).program().release())
        .isEqualTo(new Version(11, 4, 5));
  }

  @Test
  void takesTheClosestMysqldumpThatIsNotOlderThanTheServer() throws Exception {
    DumpTools tools =
        tools(
            List.of(
                tool("a", "mysqldump", DEBIAN),
                tool("b", "mysqldump", MYSQL_57),
                tool("c", "mysqldump", MYSQL_9),
                tool("d", "mysqldump", MYSQL_84)),
            null);

    assertThat(tools.choose(mySql(8, 0), plain()).program().release())
        .isEqualTo(new Version(8, 4, 3));
    assertThat(tools.choose(mySql(9, 1), plain()).program().release())
        .isEqualTo(new Version(9, 7, 4));
    assertThat(tools.choose(mySql(9, 7), plain()).warnings()).isEmpty();
    assertThat(tools.choose(mySql(10, 0), plain()).warnings())
        .singleElement()
        .asString()
        .contains("older than the server");
  }

  @Test
  void refusesGeneratedColumnsThatMariaDbDumpWouldSpoil() throws Exception {
    DumpTools tools = tools(List.of(tool("b", "mysqldump", DEBIAN)), null);

    assertThatThrownBy(() -> tools.choose(mySql(8, 0), generated()))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DUMP_TOOL_UNSUITABLE))
        .hasMessageContaining("priced");
    assertThat(tools.choose(mySql(8, 0), plain()).warnings())
        .singleElement()
        .asString()
        .contains("install Oracle's mysqldump");
    assertThat(tools.choose(mariaDb(), generated()).warnings()).isEmpty();
  }

  @Test
  void saysWhatIsMissingAndWhereItLooked() {
    DumpTools tools = tools(List.of(folder.resolve("nowhere")), null);

    assertThatThrownBy(() -> tools.choose(mySql(8, 0), plain()))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DUMP_TOOL_MISSING))
        .hasMessageContaining("mysqldump")
        .hasMessageContaining("nowhere");
  }

  @Test
  void noticesAToolThatWasReplaced() throws Exception {
    DumpTools tools = tools(List.of(tool("a", "mysqldump", DEBIAN)), null);
    assertThat(tools.choose(mariaDb(), plain()).program().release().minor()).isEqualTo(11);

    tool("a", "mysqldump", MARIADB_11);

    assertThat(tools.choose(mariaDb(), plain()).program().release().minor()).isEqualTo(4);
  }

  @Test
  void passesOverWhatDoesNotSayItsVersion() throws Exception {
    Path broken = tool("a", "mariadb-dump", "nothing to see");
    Path failing = tool("b", "mariadb-dump", "x");
    Files.writeString(failing.resolve("mariadb-dump"), "#!/bin/sh\nexit 1\n");

    DumpTools tools = tools(List.of(broken, failing, tool("c", "mysqldump", DEBIAN)), null);

    assertThat(tools.choose(mariaDb(), plain()).program().path()).startsWith(folder.resolve("c"));
  }

  @Test
  void leavesRelativePartsOfThePathOut() {
    ToolFolders folders =
        ToolFolders.of(List.of(Path.of("/first")), ".::/usr/bin:bin", Path.of("/last"));

    assertThat(folders.inOrder())
        .containsExactly(Path.of("/first"), Path.of("/usr/bin"), Path.of("/last"));
  }

  private DumpTools tools(List<Path> folders, Path embedded) {
    return new DumpTools(new ProgramFinder(new ToolFolders(folders, embedded)));
  }

  private Path tool(String where, String name, String version) throws Exception {
    return FakeTool.write(folder.resolve(where), name, version, "exit 1");
  }

  private static ServerFacts mariaDb() {
    return new ServerFacts(
        Flavor.MARIADB, "11.4.5-MariaDB", new Version(11, 4, 5), false, Grants.ofEverything());
  }

  private static ServerFacts mySql(int major, int minor) {
    return new ServerFacts(
        Flavor.MYSQL,
        major + "." + minor,
        new Version(major, minor, 0),
        false,
        Grants.ofEverything());
  }

  private static List<Inventory> plain() {
    return List.of(inventory(false));
  }

  private static List<Inventory> generated() {
    return List.of(inventory(true));
  }

  private static Inventory inventory(boolean generated) {
    TableFacts table =
        new TableFacts("priced", "InnoDB", 1, 1, generated, true, false, List.of(), false);
    return new Inventory(
        "shop", "x", "x", List.of(table), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}

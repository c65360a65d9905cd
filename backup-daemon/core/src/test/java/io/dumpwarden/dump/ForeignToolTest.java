package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.MariaDb114;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MySQL with nothing but MariaDB's tools at hand. */
class ForeignToolTest {

  @TempDir Path folder;

  @Test
  void saysThatTheToolCannotLogIn() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MYSQL_8_0));
    source.fresh("foreign_sha2");

    try (OpenDump dump = embedded().open(source.request("foreign_sha2", folder))) {
      dump.stream().readAllBytes();
      assertThatThrownBy(dump::prove)
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.DUMP_TOOL_UNSUITABLE);
                assertThat(e.hint()).contains("server's own flavor");
              })
          .hasMessageContaining("caching_sha2_password");
    }
  }

  @Test
  void dumpsWithAnAccountThatTheToolKnows() throws Exception {
    Source root = Source.of(Engines.shared(TestEngine.MYSQL_8_0));
    root.fresh("foreign_native");
    root.execute(
        "CREATE TABLE foreign_native.kept (id INT)",
        "DROP USER IF EXISTS 'native'@'%'",
        "CREATE USER 'native'@'%' IDENTIFIED WITH mysql_native_password BY 'test-password'",
        "GRANT ALL ON foreign_native.* TO 'native'@'%'");
    Source source = root.as("native", "test-password");

    try (OpenDump dump = embedded().open(source.request("foreign_native", folder))) {
      String sql = new String(dump.stream().readAllBytes());
      dump.prove();
      assertThat(sql).contains("CREATE TABLE `kept`");
      assertThat(dump.warnings()).first().asString().contains("install Oracle's mysqldump");
      assertThat(dump.tool().version()).startsWith("11.4");
    }
  }

  @Test
  void saysThatNoClientIsThere() {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    RestoreClients clients =
        new RestoreClients(new ProgramFinder(new ToolFolders(List.of(folder), null)));

    assertThatThrownBy(() -> clients.open(source.login(), folder))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DUMP_TOOL_MISSING))
        .hasMessageContaining(folder.toString());
  }

  private static MysqldumpEngine embedded() throws Exception {
    ToolFolders folders = new ToolFolders(List.of(), MariaDb114.binaries().toolFolder());
    return new MysqldumpEngine(new DumpTools(new ProgramFinder(folders)));
  }
}

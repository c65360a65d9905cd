package io.dumpwarden.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {

  @ParameterizedTest
  @CsvSource({
    "MARIADB_11_4, mariadb-dump, --skip-ssl",
    "MYSQL_8_0, mysqldump, --get-server-public-key",
    "MYSQL_9, mysqldump, --get-server-public-key"
  })
  void engineIsDumpedByItsOwnTools(TestEngine kind, String program, String option)
      throws Exception {
    SourceEngine engine = Engines.shared(kind);
    Engines.require(kind == TestEngine.MYSQL_8_0 ? TestEngine.MYSQL_9 : kind);
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE dumped");
      statement.execute("CREATE TABLE dumped.t (c INT)");
      statement.execute("INSERT INTO dumped.t VALUES (4711)");
      Path tool = engine.toolFolders().get(0).resolve(program);
      assertThat(dump(engine, tool, option)).contains("(4711)").contains("-- Dump completed");
      statement.execute("DROP DATABASE dumped");
    }
  }

  private static String dump(SourceEngine engine, Path tool, String option) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                tool.toString(),
                "--no-defaults",
                "--host=" + engine.host(),
                "--port=" + engine.port(),
                "--user=" + engine.rootUser(),
                option,
                "--single-transaction",
                "dumped"));
    builder.environment().put("MYSQL_PWD", engine.rootPassword());
    Process process = builder.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}

package io.dumpwarden.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

class TestEngineTest {

  @ParameterizedTest
  @CsvSource({
    "MARIADB_11_4, mariadb, 11.4.",
    "MYSQL_8_0, mysql, 8.0.15",
    "MYSQL_9, mysql, 9.",
    "MARIADB_10_6, mariadb, 10.6.",
    "MARIADB_11_8, mariadb, 11.8.",
    "MYSQL_8_4, mysql, 8.4."
  })
  void isWhatItSays(TestEngine kind, String flavor, String version) throws Exception {
    SourceEngine engine = Engines.shared(kind);
    assertThat(engine.flavor()).isEqualTo(flavor);
    assertThat(engine.version()).startsWith(version);
    assertThat(Engines.shared(kind)).isSameAs(engine);
    for (Path folder : engine.toolFolders()) {
      assertThat(folder.resolve(flavor.equals("mysql") ? "mysqldump" : "mariadb-dump"))
          .isExecutable();
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void takesFourByteTextThroughThePlainUrl(TestEngine kind) throws Exception {
    SourceEngine engine = Engines.shared(kind);
    try (Connection connection =
            DriverManager.getConnection(
                engine.jdbcUrl(""), engine.rootUser(), engine.rootPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE four_bytes");
      statement.execute("CREATE TABLE four_bytes.t (c VARCHAR(9) CHARACTER SET utf8mb4)");
      statement.execute("INSERT INTO four_bytes.t VALUES ('\uD83D\uDC33')");
      try (ResultSet row = statement.executeQuery("SELECT c FROM four_bytes.t")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("\uD83D\uDC33");
      }
      statement.execute("DROP DATABASE four_bytes");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void endsAndComesBackAsATestWants(TestEngine kind) throws Exception {
    Engines.require(kind);
    long last;
    try (LocalEngine engine = (LocalEngine) kind.start("--max-allowed-packet=32M")) {
      execute(engine, "CREATE DATABASE kept");
      engine.kill();
      assertThat(answers(engine)).isFalse();
      engine.restart();
      execute(engine, "CREATE TABLE kept.t (i INT)");
      engine.stop();
      assertThat(answers(engine)).isFalse();
      engine.restart();
      execute(engine, "INSERT INTO kept.t VALUES (1)");
      last = engine.pid();
      assertThat(ProcessHandle.of(last)).isPresent();
    }
    assertThat(ProcessHandle.of(last)).isEmpty();
  }

  @Test
  void absenceIsAFailureOnlyWhereTheEngineIsExpected() {
    assertThatThrownBy(() -> Engines.skipOrFail("MYSQL_9", "gone", true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("MYSQL_9 is not available: gone");
    assertThatThrownBy(() -> Engines.skipOrFail("MYSQL_9", "gone", false))
        .isInstanceOf(TestAbortedException.class);
    assertThat(TestEngine.MYSQL_9.expectedInCi()).isTrue();
    assertThat(TestEngine.MYSQL_8_4.expectedInCi()).isFalse();
  }

  @Test
  void serverEndsWithItsJvm() throws Exception {
    Engines.require(TestEngine.MARIADB_11_4);
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long pid = Long.parseLong(jvm.inputReader().readLine());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");

    jvm.destroyForcibly().waitFor();

    Awaitility.await()
        .until(() -> !server.isAlive() || Files.readAllBytes(commandLine).length == 0);
  }

  private static void execute(SourceEngine engine, String sql) throws SQLException {
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean answers(SourceEngine engine) {
    try (Connection connection = engine.connect()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Another JVM with a server, which is then killed. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      System.out.println(MariaDb114.start().pid());
      System.out.flush();
      System.in.read();
    }
  }
}

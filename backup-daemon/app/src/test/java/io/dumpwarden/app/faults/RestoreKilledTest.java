package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.app.ChildDaemon;
import io.dumpwarden.app.TestStore;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restoring process that is killed in the middle of a replacement. */
@Tag("long")
class RestoreKilledTest {

  private static final int TABLES = 60;

  private static final String OWNED =
      """
      SELECT SCHEMA_NAME FROM information_schema.SCHEMATA
      WHERE SCHEMA_NAME LIKE '\\_dumpwarden\\_%'
        AND IS_USED_LOCK(CONCAT('dumpwarden.restore.', SUBSTR(SCHEMA_NAME, 13))) IS NOT NULL""";

  @TempDir Path folder;
  private SourceEngine server;
  private ChildDaemon child;

  @BeforeEach
  void setUp() throws Exception {
    server = Engines.shared(TestEngine.MARIADB_11_4);
    child =
        new ChildDaemon(folder.resolve("data"), TestStore.on(server), server.toolFolders().get(0));
    Files.writeString(folder.resolve("password"), server.rootPassword());
    execute("DROP DATABASE IF EXISTS killed", "CREATE DATABASE killed");
    for (int i = 0; i < TABLES; i++) {
      execute(
          "CREATE TABLE killed.t%d (id INT PRIMARY KEY)".formatted(i),
          "INSERT INTO killed.t%d VALUES (1)".formatted(i));
    }
    execute("CREATE TRIGGER killed.tr BEFORE INSERT ON killed.t0 FOR EACH ROW SET NEW.id = NEW.id");
  }

  @Test
  void whileItLoadsTheOldDataStays() throws Exception {
    // a server ends such a statement only when it is done, and recovery waits for it
    Process restore = begin(dump("SLEEP(20)"));
    await().atMost(Duration.ofSeconds(60)).until(() -> loads() || !restore.isAlive());
    assertThat(restore.isAlive()).as("%s", child.output()).isTrue();

    kill(restore);

    assertThat(recovered()).contains("old data");
    assertThat(state()).isEqualTo("old");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void wheneverItIsKilledOneOfThemIsThereWhole() throws Exception {
    List<String> states = new ArrayList<>();
    for (int delay = 0; delay <= 240; delay += 40) {
      Process restore = begin(dump("0"));
      await().atMost(Duration.ofSeconds(60)).until(() -> swaps() || !restore.isAlive());
      TimeUnit.MILLISECONDS.sleep(delay);
      kill(restore);

      String said = recovered();
      states.add(state());
      if (said.contains("in place")) {
        assertThat(said).contains(state() + " data");
      }
      assertThat(leftovers()).isEmpty();
      execute("UPDATE killed.t0 SET id = 1");
      for (int i = 0; i < TABLES; i++) {
        execute("UPDATE killed.t%d SET id = 1".formatted(i));
      }
    }
    System.out.println("killed at the swap: " + states);
    assertThat(states).isSubsetOf("old", "new");
  }

  /** Old tables hold 1, new ones 2; all of them one or the other. */
  private String state() throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      values.addAll(rows("SELECT id FROM killed.t" + i));
    }
    assertThat(values).hasSize(TABLES);
    assertThat(values.stream().distinct()).hasSize(1);
    assertThat(
            rows(
                "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'killed'"))
        .containsExactly("tr");
    return values.get(0).equals("1") ? "old" : "new";
  }

  private Path dump(String add) throws Exception {
    StringBuilder sql =
        new StringBuilder(
            "-- MariaDB dump 10.19\nCREATE DATABASE /*!32312 IF NOT EXISTS*/ `killed`;\n\nUSE `killed`;\n");
    for (int i = 0; i < TABLES; i++) {
      sql.append(
          "DROP TABLE IF EXISTS `t%d`;\nCREATE TABLE `t%d` (\n  `id` int(11) NOT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB;\n"
              .formatted(i, i));
      sql.append("INSERT INTO `t%d` VALUES (2 + %s);\n".formatted(i, i == TABLES - 1 ? add : "0"));
    }
    sql.append(
        "DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `tr` BEFORE INSERT ON `t0` FOR EACH ROW SET NEW.id = NEW.id */;;\nDELIMITER ;\n-- Dump completed\n");
    return Files.writeString(folder.resolve("killed.sql"), sql);
  }

  private Process begin(Path file) throws Exception {
    List<String> line = new ArrayList<>(List.of("restore", file.toString()));
    line.addAll(List.of(account()));
    line.addAll(List.of("--replace", "--skip-safety-backup", "--yes"));
    return child.begin(line.toArray(String[]::new));
  }

  private String[] account() {
    return new String[] {
      "--host",
      server.host(),
      "--port",
      "" + server.port(),
      "--user",
      server.rootUser(),
      "--password-file",
      folder.resolve("password").toString()
    };
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What the next process says that finds it. */
  private String recovered() throws Exception {
    // one that the server still sees at work is left alone
    await().atMost(Duration.ofSeconds(60)).until(() -> rows(OWNED).isEmpty());
    int before = child.output().length();
    List<String> line = new ArrayList<>(List.of("restores", "recover"));
    line.addAll(List.of(account()));
    assertThat(child.command(line.toArray(String[]::new))).as("%s", child.output()).isZero();
    return child.output().substring(before);
  }

  private boolean loads() throws SQLException {
    return !rows("SELECT id FROM information_schema.PROCESSLIST WHERE info LIKE '%2 + SLEEP(20)%' AND info NOT LIKE '%PROCESSLIST%'")
        .isEmpty();
  }

  /** From the last table's rows on. */
  private boolean swaps() throws SQLException {
    return rows("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA LIKE '\\_dumpwarden\\_new%'")
            .size()
        >= TABLES - 1;
  }

  private List<String> leftovers() throws SQLException {
    return rows("SHOW DATABASES LIKE '\\_dumpwarden\\_%'");
  }

  private List<String> rows(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.origin.PackedDump;
import io.dumpwarden.origin.ServerSource;
import io.dumpwarden.restore.Difference.Effect;
import io.dumpwarden.script.Rewrite;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another server does not take is told before the load. */
class DifferencesTest {

  @TempDir Path folder;

  @Test
  void ofMySqlThatGoesToMariaDb() throws Exception {
    Source mysql = Source.of(Engines.shared(TestEngine.MYSQL_9));
    mysql.fresh("differs");
    mysql.execute(
        "CREATE TABLE differs.t (a INT PRIMARY KEY, b VARCHAR(9) COLLATE utf8mb4_0900_as_ci, c INT INVISIBLE, KEY ((a + 1)))",
        "CREATE USER IF NOT EXISTS differs_owner",
        "CREATE DEFINER = differs_owner VIEW differs.v AS SELECT 1");

    List<Difference> found = differences(mysql, "differs", TestEngine.MARIADB_11_4);

    assertThat(found)
        .anyMatch(d -> d.effect() == Effect.FAILS && d.line().contains("indexes on expressions"))
        .anyMatch(d -> d.effect() == Effect.LOSES && d.line().contains("invisible columns"))
        .anyMatch(
            d ->
                d.line().contains("`differs_owner`@`%`")
                    && d.line().endsWith("--rewrite definers takes care of it"))
        .anyMatch(d -> d.line().contains("the dump is of mysql 9"));
    assertThat(found).isSortedAccordingTo(java.util.Comparator.comparing(Difference::effect));
    mysql.execute("DROP USER differs_owner");
  }

  @Test
  void ofMariaDbThatGoesToMySql() throws Exception {
    Source mariadb = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    mariadb.fresh("differs");
    mariadb.execute(
        "CREATE SEQUENCE differs.numbers",
        "CREATE TABLE differs.kept (a INT) WITH SYSTEM VERSIONING",
        "CREATE TABLE differs.made (a INT, b INT AS (a) STORED)",
        "CREATE TABLE differs.t (a UUID, b VARCHAR(9) COLLATE utf8mb4_uca1400_ai_ci)",
        "CREATE TRIGGER differs.tr BEFORE INSERT ON differs.t FOR EACH ROW SET NEW.b = 'x'");

    List<Difference> found = differences(mariadb, "differs", TestEngine.MYSQL_9);

    assertThat(found)
        .filteredOn(d -> d.effect() == Effect.FAILS)
        .extracting(Difference::line)
        .anyMatch(line -> line.contains("sequences") && line.contains("differs.numbers"))
        .anyMatch(line -> line.contains("system-versioned tables") && line.contains("differs.kept"))
        .anyMatch(line -> line.contains("generated columns") && line.contains("differs.made"))
        .anyMatch(line -> line.contains("UUID"))
        .anyMatch(line -> line.contains("NO_AUTO_CREATE_USER"))
        .anyMatch(line -> line.contains("sandbox") && line.contains("--rewrite sandbox-line"))
        .anyMatch(
            line ->
                line.contains("collation utf8mb4_uca1400_ai_ci is not known")
                    && line.contains("--rewrite collations-for-mysql"));
  }

  @Test
  void ofANewServerThatGoesToAnOldOne() throws Exception {
    Source mysql = Source.of(Engines.shared(TestEngine.MYSQL_9));
    mysql.fresh("differs");
    mysql.execute("CREATE TABLE differs.t (a INT)");

    assertThat(differences(mysql, "differs", TestEngine.MYSQL_8_0))
        .extracting(Difference::line)
        .anyMatch(line -> line.contains("the target is the older 8.0.15"));
  }

  @Test
  void ofAServerThatGoesToItselfThereAreNone() throws Exception {
    Source mariadb = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    Shop.create(mariadb, "differs");

    assertThat(differences(mariadb, "differs", TestEngine.MARIADB_11_4)).isEmpty();
  }

  @Test
  void aDumpInAFileTellsTheSame() throws Exception {
    Path file =
        PackedDump.plain(folder, io.dumpwarden.pipeline.Compression.Algorithm.ZSTD)
            .writeAll(
                """
                /*M!999999\\- enable the sandbox mode */
                -- MariaDB dump 10.19-11.4.5-MariaDB, for Linux (x86_64)
                --
                -- Server version\t11.4.5-MariaDB
                CREATE DATABASE `shop`;
                USE `shop`;
                CREATE TABLE `t` (`a` uuid DEFAULT NULL) ENGINE=InnoDB COLLATE=utf8mb4_uca1400_ai_ci;
                -- Dump completed on 2026-11-21
                """,
                null);
    try (FileSource source = FileSource.of(file, io.dumpwarden.encryption.Keyring.empty(), null);
        Connection target = connection(TestEngine.MYSQL_9)) {
      List<Difference> found =
          Differences.of(
              source,
              List.of("shop"),
              target,
              Source.of(Engines.shared(TestEngine.MYSQL_9)).facts());

      assertThat(found)
          .extracting(Difference::remedy)
          .contains(Rewrite.SANDBOX_LINE, Rewrite.COLLATIONS_FOR_MYSQL);
      assertThat(found).extracting(Difference::line).anyMatch(line -> line.contains("UUID"));
    }
  }

  private List<Difference> differences(Source from, String database, TestEngine to)
      throws Exception {
    Source target = Source.of(Engines.shared(to));
    try (ServerSource source = new CopyBench(from, target, folder).source(List.of(database));
        Connection connection = connection(to)) {
      return Differences.of(source, List.of(database), connection, target.facts());
    }
  }

  private static Connection connection(TestEngine engine) {
    return CopyBench.CONNECTOR.connect(Source.of(Engines.shared(engine)).login());
  }
}

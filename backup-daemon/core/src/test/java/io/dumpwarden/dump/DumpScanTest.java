package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.LeftOut;
import io.dumpwarden.source.ObjectKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real dumps of what was made to look like something else. */
class DumpScanTest {

  private static final String NASTY = "scan `nasty";

  private static final List<String> OBJECTS =
      List.of(
          "USE `scan ``nasty`",
          """
          CREATE TABLE `t``1 x` (id INT PRIMARY KEY, body LONGTEXT)
            COMMENT 'CREATE TABLE `fake` (\n/*!50001 VIEW `fakev` AS'""",
          """
          INSERT INTO `t``1 x` VALUES (1, 'a
          CREATE TABLE `fake1` (
          -- CHANGE MASTER TO MASTER_LOG_FILE=''fake'', MASTER_LOG_POS=4;
          USE `other`;
          DELIMITER ;;
          '), (2, 'it''s \\\\'), (3, NULL)""",
          "CREATE TABLE part (a INT) PARTITION BY HASH(a) PARTITIONS 2",
          "CREATE TABLE `odd\nname` (a INT)",
          "CREATE TABLE `CREATE VIEW ``fakev``; USE ``fake``` (a INT)",
          "CREATE TABLE `x\nSET GLOBAL gtid_slave_pos='9-9-9';` (a INT)",
          "CREATE TABLE `größe 表` (a INT)",
          "INSERT INTO `größe 表` VALUES (1)",
          "CREATE VIEW v1 AS SELECT id, 'line\nCREATE TABLE `fake2` (\n' AS x FROM `t``1 x`",
          "CREATE VIEW `v``2` AS SELECT * FROM v1",
          "CREATE VIEW v3 AS SELECT 1 AS `x\nCREATE TABLE ``fake9`` (`",
          """
          CREATE TRIGGER tr1 BEFORE INSERT ON part FOR EACH ROW BEGIN
          /* it's
          CREATE TABLE `fake3` (
          */
          -- don't ;;
          # don't
          SET @a = 'x ;;
          CREATE TABLE `fake4` (
          ';
          END""",
          "CREATE TRIGGER `tr 2` BEFORE INSERT ON part FOR EACH ROW SET @b = ';;'",
          """
          CREATE PROCEDURE p1() BEGIN
          CREATE TABLE IF NOT EXISTS `fake5` (a INT);
          SELECT 'x ;;
          CREATE DEFINER=`a`@`b` PROCEDURE `fake8`()
          SELECT 1 ;;
          DELIMITER ;
          ', "it's", 'b\\'';
          END""",
          "CREATE PROCEDURE same() SELECT 1",
          "CREATE FUNCTION same() RETURNS INT DETERMINISTIC RETURN 1",
          """
          CREATE EVENT e1 ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01' DO BEGIN
          CREATE TABLE `fake7` (a INT);
          END""",
          "CREATE EVENT e2 ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01' DO SET @x = 1",
          "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
          "CREATE PROCEDURE `after`() SELECT 'C:\\'",
          "SET sql_mode = 'ANSI_QUOTES'",
          "CREATE PROCEDURE ansi() SELECT 1 AS \"x\\\"",
          "SET sql_mode = ''",
          "CREATE PROCEDURE `zuletzt ü`() SELECT 1",
          // unseen by the driver, so that its UTF-8 is taken for something else
          "SET session_track_system_variables = ''",
          "SET character_set_client = latin1",
          "CREATE TRIGGER `tr ü` BEFORE DELETE ON part FOR EACH ROW SET @b = 1");

  private static final List<String> OF_MARIADB =
      List.of(
          "USE `scan ``nasty`",
          "CREATE SEQUENCE s1",
          "CREATE SEQUENCE `s``2` START WITH 5",
          "CREATE TABLE versioned (a INT) WITH SYSTEM VERSIONING",
          "SET sql_mode = 'ORACLE'",
          "CREATE PACKAGE pk AS PROCEDURE x(); END",
          "CREATE PACKAGE BODY pk AS PROCEDURE x() AS BEGIN SELECT 1; END; END");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void findsExactlyWhatTheServerHolds(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    List<String> databases = List.of(NASTY, "scan_second", "scan_empty");
    create(source, databases);
    List<ClientProgram> programs = ToolRun.programs(source);
    assertThat(programs).isNotEmpty();
    for (ClientProgram program : programs) {
      ToolRun run = ToolRun.of(new ToolRun.Wish(program, source, List.of(), databases), folder);
      assertThat(run.isComplete()).as(run.messages()).isTrue();
      for (int piece : new int[] {1, 7, 4096, run.sql().length}) {
        DumpScan scan = run.scan(piece);
        assertThat(scan.databases()).as(program.describe()).containsExactlyElementsOf(databases);
        for (String database : databases) {
          assertHoldsTheSame(source.inventory(database), scan.objects(database));
        }
        assertThat(scan.position(true)).isEmpty();
        assertThat(scan.rows().orElse(4)).as(program.describe()).isEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void seesWhatWasLeftOut(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    create(source, List.of(NASTY, "scan_second"));
    List<String> options =
        List.of(
            "--skip-events",
            "--ignore-table=" + NASTY + ".part",
            "--ignore-table=" + NASTY + ".v1");
    ClientProgram program = ToolRun.programs(source).get(0);
    ToolRun run = ToolRun.of(new ToolRun.Wish(program, source, options, List.of(NASTY)), folder);
    Inventory inventory = source.inventory(NASTY);
    DumpedObjects dumped = run.scan(8192).objects(NASTY);

    assertThat(inventory.missingFrom(dumped, LeftOut.nothing()))
        .containsExactlyInAnyOrder(
            "table part of " + NASTY,
            "view v1 of " + NASTY,
            "trigger tr 2 of " + NASTY,
            "trigger tr1 of " + NASTY,
            "trigger tr Ã¼ of " + NASTY,
            "event e1 of " + NASTY,
            "event e2 of " + NASTY);
    LeftOut onPurpose = new LeftOut(List.of("part", "v1")::contains, Set.of(ObjectKind.EVENT));
    assertThat(inventory.missingFrom(dumped, onPurpose)).isEmpty();
  }

  private static void create(Source source, List<String> databases) throws Exception {
    for (String database : databases) {
      source.fresh(database);
    }
    source.execute(OBJECTS.toArray(String[]::new));
    if (source.engine().flavor().equals("mariadb")) {
      source.execute(OF_MARIADB.toArray(String[]::new));
    }
    source.execute(
        "CREATE TABLE scan_second.part (i INT)", "CREATE VIEW scan_second.v1 AS SELECT 1");
  }

  private static void assertHoldsTheSame(Inventory inventory, DumpedObjects dumped) {
    for (ObjectKind kind : ObjectKind.values()) {
      assertThat(dumped.of(kind))
          .as(kind.word())
          .containsExactlyInAnyOrderElementsOf(inventory.names(kind));
    }
    assertThat(inventory.missingFrom(dumped, LeftOut.nothing())).isEmpty();
  }
}

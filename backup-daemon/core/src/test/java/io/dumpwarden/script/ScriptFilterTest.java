package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.TableGlob;
import io.dumpwarden.source.ObjectKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes, under which name, and what stops everything. */
class ScriptFilterTest {

  private static final ScriptChoice SHOP =
      ScriptChoice.EVERYTHING.databases(Map.of("shop", "shop"));
  private static final ScriptChoice RENAMED =
      ScriptChoice.EVERYTHING.databases(Map.of("shop", "new`shop", "crm", "crm"));

  private static final String COMBINED =
      """
      /*!40101 SET NAMES utf8mb4 */;
      CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;
      USE `shop`;
      DROP TABLE IF EXISTS `t`;
      CREATE TABLE `t` (
        `a` int
      );
      INSERT INTO `t` VALUES (1,'x
      USE `crm`;
      ');
      CREATE DATABASE `crm`;
      USE `crm`;
      CREATE TABLE `u` (
        `a` int
      );
      INSERT INTO `u` VALUES (1),
      (2);
      USE `shop`;
      /*!50001 CREATE ALGORITHM=UNDEFINED */
      /*!50013 DEFINER=`a`@`b` SQL SECURITY DEFINER */
      /*!50001 VIEW `v` AS select 1 */;
      /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
      """;

  @Test
  void leavesTheLinesOfWhatIsNotWanted() {
    assertThat(Filtering.text(COMBINED, SHOP))
        .isEqualTo(
            """
            /*!40101 SET NAMES utf8mb4 */;
            CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;
            USE `shop`;
            DROP TABLE IF EXISTS `t`;
            CREATE TABLE `t` (
              `a` int
            );
            INSERT INTO `t` VALUES (1,'x
            USE `crm`;
            ');







            USE `shop`;
            /*!50001 CREATE ALGORITHM=UNDEFINED */
            /*!50013 DEFINER=`a`@`b` SQL SECURITY DEFINER */
            /*!50001 VIEW `v` AS select 1 */;
            /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
            """);
  }

  @Test
  void renamesSeveralToSeveral() {
    ScriptChoice both = ScriptChoice.EVERYTHING.databases(Map.of("shop", "crm", "crm", "shop"));

    assertThat(Filtering.text(COMBINED, both))
        .isEqualTo(
            COMBINED
                .replace("USE `crm`;\n'", "?")
                .replace("`shop`", "`!`")
                .replace("`crm`", "`shop`")
                .replace("`!`", "`crm`")
                .replace("?", "USE `crm`;\n'"));
  }

  @Test
  void partsMakeTheWhole() {
    String data = Filtering.text(COMBINED, ScriptChoice.EVERYTHING.part(ScriptPart.DATA));
    String rest = Filtering.text(COMBINED, ScriptChoice.EVERYTHING.part(ScriptPart.DEFINITIONS));

    assertThat(data).contains("CREATE DATABASE", "CREATE TABLE", "INSERT").doesNotContain("VIEW");
    assertThat(rest)
        .contains("VIEW `v`", "USE `shop`;\n/*!50001")
        .doesNotContain("CREATE DATABASE", "TABLE", "INSERT");
    assertThat(data.lines().count()).isEqualTo(COMBINED.lines().count());
    assertThat(rest.lines().count()).isEqualTo(COMBINED.lines().count());
  }

  @Test
  void standInsOfViewsGoWithTheViews() {
    String older =
        "USE `shop`;\n/*!50001 CREATE TABLE `v` (\n `a` tinyint\n) ENGINE=MyISAM */;\n"
            + "/*!50001 DROP TABLE IF EXISTS `v`*/;\n/*!50001 DROP VIEW IF EXISTS `v`*/;\n";
    String newer =
        "USE `shop`;\n/*!50001 DROP VIEW IF EXISTS `v`*/;\n/*!50001 CREATE VIEW `v` AS SELECT\n 1 AS `a` */;\n";
    for (String sql : new String[] {older, newer}) {
      assertThat(Filtering.text(sql, ScriptChoice.EVERYTHING.part(ScriptPart.DEFINITIONS)))
          .isEqualTo(sql);
      assertThat(Filtering.text(sql, ScriptChoice.EVERYTHING.part(ScriptPart.DATA)).strip())
          .isEqualTo("USE `shop`;");
    }
    assertThat(
            Filtering.text(
                "USE `shop`;\nDROP TABLE IF EXISTS `t`;\n",
                ScriptChoice.EVERYTHING.part(ScriptPart.DEFINITIONS)))
        .as("a table that is there")
        .isEqualTo("USE `shop`;\n\n");
  }

  @Test
  void choosesTablesWithWhatBelongsToThem() {
    String sql =
        """
        USE `shop`;
        DROP SEQUENCE IF EXISTS `s`;
        CREATE SEQUENCE `s` start with 1;
        DO SETVAL(`s`, 1, 0);
        DO SETVAL(`other`, 1, 0);
        CREATE TABLE `t.1` (`a` int);
        LOCK TABLES `t.1` WRITE;
        /*!40000 ALTER TABLE `t.1` DISABLE KEYS */;
        INSERT INTO `t.1` (`a`) VALUES (1);
        UNLOCK TABLES;
        ALTER DATABASE `shop` CHARACTER SET latin1 ;
        DELIMITER ;;
        /*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER `tr` BEFORE INSERT ON `t.1` FOR EACH ROW SET @a = 1 */;;
        DELIMITER ;
        /*!50032 DROP TRIGGER IF EXISTS tr2 */;
        CREATE TABLE `u` (`a` int);
        LOCK TABLES `u` WRITE;
        INSERT INTO `u` VALUES (1);
        ALTER DATABASE `shop` CHARACTER SET latin1 ;
        DELIMITER ;;
        /*!50003 CREATE*/ /*!50003 TRIGGER `tr2` BEFORE INSERT ON `u` FOR EACH ROW SET @a = 1 */;;
        DELIMITER ;
        /*!50003 DROP FUNCTION IF EXISTS `f` */;
        /*!50106 DROP EVENT IF EXISTS `e` */;
        /*!80002 ANALYZE TABLE `t.1` UPDATE HISTOGRAM ON `a` WITH 10 BUCKETS */;
        """;
    ScriptChoice choice =
        ScriptChoice.EVERYTHING.tables(TableGlob.parseList("shop.t*,shop.s,crm.*"));

    String expected =
        sql.replaceAll("(?m)^(?!USE|UNLOCK|DELIM|.*t\\.1|.*`s`|.*tr2 \\*/).*$", "")
            .replaceFirst("DELIMITER", "ALTER DATABASE `shop` CHARACTER SET latin1 ;\nDELIMITER")
            .replace("TABLES;\n\nALTER", "TABLES;\nALTER");
    assertThat(Filtering.text(sql, choice)).isEqualTo(expected);
    assertThat(Filtering.of(sql, choice).notes().tables())
        .containsExactlyInAnyOrder(new ScriptTable("shop", "s"), new ScriptTable("shop", "t.1"));
  }

  @Test
  void renamesWhereTablesNameTheirDatabase() {
    String sql =
        """
        USE `shop`;
        CREATE TABLE `t` (
          `a` int DEFAULT nextval(`shop`.`s`) COMMENT 'it''s \\\\ nextval(`shop`.`s`)',
          `b` int DEFAULT (next value for `shop`.`s`),
          `shop` int,
          CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `crm`.`u` (`a`),
          CONSTRAINT `g` FOREIGN KEY (`a`) REFERENCES `shop`.`u` (`a`)
        ) UNION=(`shop`.`x`,`shop`.`y`);
        INSERT INTO `shop`.`t` VALUES ('nextval(`shop`.`s`)');
        DELIMITER ;;
        CREATE DEFINER=`a`@`%` TRIGGER shop.tr BEFORE INSERT ON `shop`.`t` FOR EACH ROW BEGIN END;;
        DELIMITER ;
        """;
    assertThat(Filtering.text(sql, RENAMED))
        .isEqualTo(
            sql.replace("`shop`.", "`new``shop`.")
                .replace("shop.tr", "`new``shop`.tr")
                .replace("USE `shop`", "USE `new``shop`")
                .replace("nextval(`new``shop`.`s`)'", "nextval(`shop`.`s`)'"));
  }

  @Test
  void notesTextsThatNameTheOldDatabase() {
    String sql =
        """
        USE `crm`;
        /*!50001 CREATE ALGORITHM=UNDEFINED */
        /*!50013 DEFINER=`a`@`b` SQL SECURITY DEFINER */
        /*!50001 VIEW `v` AS select `shop`.`a` AS `a`, 'shop.x' from `shop`.`t` `shop` */;
        /*!50001 CREATE VIEW `w` AS select `shop`.`a` from `u` `shop` */;
        DELIMITER ;;
        CREATE DEFINER=`a`@`%` PROCEDURE `p`() BEGIN
        -- shop.x(
        CALL shop.q(); SELECT 'from shop.t';
        END ;;
        DELIMITER ;
        """;
    ScriptNotes notes = Filtering.of(sql, RENAMED).notes();

    assertThat(Filtering.text(sql, RENAMED)).isEqualTo(sql);
    assertThat(notes.references())
        .containsExactly(
            new ScriptNotes.Reference(ObjectKind.VIEW, "crm", "v", "shop"),
            new ScriptNotes.Reference(ObjectKind.ROUTINE, "crm", "p", "shop"));
    assertThat(notes.references().get(0))
        .hasToString("view v of crm refers to `shop`: still the old name");
    assertThat(Filtering.of(sql, SHOP.databases(Map.of("crm", "crm"))).notes().references())
        .isEmpty();
  }

  @Test
  void aViewThatNamesItsOwnDatabaseGoesWithIt() {
    String sql =
        "USE `shop`;\n/*!50001 CREATE ALGORITHM=UNDEFINED */\n"
            + "/*!50001 VIEW `v` AS select `shop`.`t`.`a`,`shop`.`b`,`shop`.`f`(1),'`shop`.`t`.`a`' from `shop`.`t` */;\n";
    assertThat(Filtering.text(sql, RENAMED))
        .isEqualTo(
            sql.replace("USE `shop`", "USE `new``shop`")
                .replace("select `shop`", "select `new``shop`")
                .replace("`shop`.`f`", "`new``shop`.`f`")
                .replace("from `shop`", "from `new``shop`"));
    assertThat(Filtering.of(sql, RENAMED).notes().references()).isEmpty();
  }

  @Test
  void aDumpWithoutADatabaseGetsOneOnItsFirstLine() {
    String sql = "-- MySQL dump\nCREATE TABLE `t` (`a` int);\n";
    ScriptChoice named = ScriptChoice.EVERYTHING.unnamed("shop");

    assertThat(Filtering.text(sql, named))
        .isEqualTo("CREATE DATABASE IF NOT EXISTS `shop`; USE `shop`; " + sql);
    assertThat(Filtering.text(sql, named.into("x`y")))
        .isEqualTo("CREATE DATABASE IF NOT EXISTS `x``y`; USE `x``y`; " + sql);
    assertThat(Filtering.text(sql, named.tables(TableGlob.parseList("shop.other"))))
        .isEqualTo("CREATE DATABASE IF NOT EXISTS `shop`; USE `shop`; -- MySQL dump\n\n");
    assertThat(Filtering.text(sql, named.part(ScriptPart.DEFINITIONS)))
        .isEqualTo("USE `shop`; -- MySQL dump\n\n");
    assertThat(Filtering.text(sql, named.databases(Map.of("crm", "crm"))))
        .isEqualTo("-- MySQL dump\n\n");
  }

  @Test
  void whatIsOfTheWholeServerDoesNotGoWithAPart() {
    String sql =
        """
        SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;
        SET @@SESSION.SQL_LOG_BIN= 0;
        SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'a:1-5,
        b:1-7';
        CHANGE MASTER TO MASTER_LOG_FILE='b.000007', MASTER_LOG_POS=42;
        SET GLOBAL gtid_slave_pos='0-1-2';
        """;
    assertThat(Filtering.text(sql, SHOP)).isBlank().hasLineCount(6);
    assertThat(Filtering.text(sql, ScriptChoice.EVERYTHING.into("x"))).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USE shop;",
        "USE `shop`\nCREATE TABLE `t` (a int);",
        "use shop;",
        "\uFEFFUSE shop;",
        "CREATE DATABASE IF NOT EXISTS shop;",
        "CREATE OR REPLACE DATABASE `shop`;",
        "CREATE SCHEMA `shop`;",
        "DROP DATABASE `shop`;",
        "DROP SCHEMA IF EXISTS `shop`;",
        "ALTER SCHEMA `shop` COLLATE x;",
        "INSERT INTO `t` VALUES (1);",
        "CREATE TABLE `t` (a int);",
        "GRANT ALL ON `shop`.* TO x;",
        "CALL p();",
        "DROP TABLE `a`, `b`;",
      })
  void refusesWhatItCannotPlace(String statement) {
    assertThatThrownBy(() -> Filtering.text("SET @a = 1;\n\n" + statement + "\n", SHOP))
        .hasMessageContaining("the statement at line 3 of the dump")
        .hasMessageContaining(statement.substring(0, 4));
  }

  @Test
  void refusesStatementsThatNameARenamedDatabase() {
    assertThatThrownBy(() -> Filtering.text("USE `shop`;\nCALL shop.p();\n", RENAMED))
        .hasMessageContaining("line 2");
    assertThatThrownBy(
            () ->
                Filtering.text(
                    "USE `shop`;\nUPDATE shop.t SET a = 1;\n", ScriptChoice.EVERYTHING.into("x")))
        .hasMessageContaining("names a database that gets another name");
  }

  @Test
  void aMarkOfTheByteOrderHidesNothing() {
    assertThat(Filtering.text("\uFEFFUSE `shop`;\nSELECT 1;\n", ScriptChoice.EVERYTHING.into("x")))
        .isEqualTo("\uFEFFUSE `x`;\nSELECT 1;\n");
  }

  @Test
  void eventsComeApartFromTheRest() throws Exception {
    String sql =
        "USE `a`;\nCREATE VIEW `v` AS SELECT 1;\nDELIMITER ;;\n"
            + "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY DO SELECT 1 ;;\n"
            + "CREATE FUNCTION `f`() RETURNS INT RETURN 1 ;;\nDELIMITER ;\n";

    assertThat(Filtering.text(sql, ScriptChoice.EVERYTHING.part(ScriptPart.DEFINITIONS_BUT_EVENTS)))
        .contains("USE `a`", "`v`", "`f`")
        .doesNotContain("`e`");
    assertThat(Filtering.text(sql, ScriptChoice.EVERYTHING.part(ScriptPart.EVENTS)))
        .contains("USE `a`", "`e`")
        .doesNotContain("`v`", "`f`");
  }
}

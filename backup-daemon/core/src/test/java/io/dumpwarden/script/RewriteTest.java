package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteTest {

  @ParameterizedTest
  @CsvSource({
    "utf8mb4_0900_ai_ci, utf8mb4_uca1400_nopad_ai_ci, utf8mb4_unicode_520_ci",
    "utf8mb4_0900_as_cs, utf8mb4_uca1400_nopad_as_cs, utf8mb4_bin",
    "utf8mb4_0900_bin, utf8mb4_nopad_bin, utf8mb4_bin",
    "utf8mb4_sv_0900_ai_ci, utf8mb4_uca1400_swedish_nopad_ai_ci, utf8mb4_swedish_ci",
    "utf8mb4_es_trad_0900_as_cs, utf8mb4_uca1400_spanish2_nopad_as_cs, utf8mb4_bin",
    "utf8mb4_ja_0900_as_cs_ks, utf8mb4_uca1400_nopad_as_cs, utf8mb4_bin",
  })
  void collationsOfMySql(String from, String mariaDb, String older) {
    assertThat(rewritten(table(from), Rewrite.COLLATIONS_FOR_MARIADB)).isEqualTo(table(mariaDb));
    assertThat(rewritten(table(from), Rewrite.COLLATIONS_FOR_OLD_SERVERS)).isEqualTo(table(older));
    assertThat(rewritten(table(from), Rewrite.COLLATIONS_FOR_MYSQL)).isEqualTo(table(from));
  }

  @ParameterizedTest
  @CsvSource({
    "utf8mb4_uca1400_ai_ci, utf8mb4_0900_ai_ci, utf8mb4_unicode_520_ci",
    "utf8mb4_uca1400_nopad_as_cs, utf8mb4_0900_as_cs, utf8mb4_bin",
    "utf8mb4_uca1400_ai_cs, utf8mb4_0900_as_cs, utf8mb4_bin",
    "utf8mb4_uca1400_swedish_ai_ci, utf8mb4_sv_0900_ai_ci, utf8mb4_swedish_ci",
    "utf8mb4_uca1400_swedish_nopad_as_ci, utf8mb4_sv_0900_as_cs, utf8mb4_swedish_ci",
    "utf8mb3_uca1400_ai_ci, utf8mb3_unicode_ci, utf8mb3_unicode_ci",
    "uca1400_ai_ci, utf8mb4_0900_ai_ci, utf8mb4_unicode_520_ci",
  })
  void collationsOfMariaDb(String from, String mySql, String older) {
    assertThat(rewritten(table(from), Rewrite.COLLATIONS_FOR_MYSQL)).isEqualTo(table(mySql));
    assertThat(rewritten(table(from), Rewrite.COLLATIONS_FOR_OLD_SERVERS)).isEqualTo(table(older));
  }

  @Test
  void definers() {
    String sql =
        """
        /*!50001 CREATE ALGORITHM=UNDEFINED */
        /*!50013 DEFINER=`it's``me`@`%` SQL SECURITY DEFINER */
        /*!50001 VIEW `v` AS select 'DEFINER=`a`@`b`' */;
        DELIMITER ;;
        /*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `u` FOR EACH ROW SET @a = "DEFINER=`a`@`b`" */;;
        CREATE DEFINER="a"@"b" PROCEDURE `p`() SELECT 1 ;;
        CREATE DEFINER=`role` FUNCTION `p`() RETURNS INT RETURN 1 ;;
        CREATE DEFINER=CURRENT_USER EVENT `e` ON SCHEDULE EVERY 1 DAY DO SELECT 1 ;;
        DELIMITER ;
        """;
    assertThat(rewritten(sql, Rewrite.DEFINERS))
        .isEqualTo(
            sql.replace("DEFINER=`it's``me`@`%`", "DEFINER=CURRENT_USER")
                .replace("/*!50017 DEFINER=`a`@`b`*/", "/*!50017 DEFINER=CURRENT_USER*/")
                .replace("DEFINER=\"a\"@\"b\"", "DEFINER=CURRENT_USER")
                .replace("DEFINER=`role`", "DEFINER=CURRENT_USER"));
  }

  @Test
  void linesOfOneServerAlone() {
    String sql =
        """
        /*M!999999\\- enable the sandbox mode */\s
        SET @@SESSION.SQL_LOG_BIN= 0;
        SET @@GLOBAL.GTID_PURGED='a:1-5,
        b:1';
        /*M!100616 SET @OLD_NOTE_VERBOSITY=@@NOTE_VERBOSITY, NOTE_VERBOSITY=0 */;
        LOCK TABLES `t` WRITE;
        CREATE TABLE `t` (`PAGE_CHECKSUM` int COMMENT 'PAGE_CHECKSUM=1') ENGINE=Aria PAGE_CHECKSUM=1 COMMENT='x';
        UNLOCK TABLES;
        """;
    assertThat(rewritten(sql, Rewrite.SANDBOX_LINE))
        .isEqualTo(sql.replaceAll("/\\*M!999999.*", ""));
    assertThat(rewritten(sql, Rewrite.MYSQL_REPLICATION))
        .isEqualTo(sql.replaceAll("(?s)SET @@SES.*?'a:1-5,\nb:1';", "\n\n"));
    assertThat(rewritten(sql, Rewrite.LOCKS)).isEqualTo(sql.replaceAll("(UN)?LOCK .*", ""));
    assertThat(rewritten(sql, Rewrite.MARIADB_ONLY))
        .isEqualTo(sql.replaceAll("/\\*M!100616.*", "").replace("PAGE_CHECKSUM=1 ", " "));
  }

  @Test
  void neverInRowsAndTexts() {
    String sql =
        "INSERT INTO `t` VALUES ('utf8mb4_0900_ai_ci',utf8mb4_0900_ai_ci);\n"
            + "CREATE TABLE `utf8mb4_0900_ai_ci` (a int COMMENT 'it\\'s utf8mb4_0900_ai_ci');\n"
            + "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN\n-- utf8mb4_0900_ai_ci\nSELECT 'utf8mb4_0900_ai_ci'; END ;;\nDELIMITER ;\n";
    assertThat(rewritten(sql, Rewrite.values())).isEqualTo(sql);
  }

  @Test
  void inStatementsLongerThanWhatIsKeptOfOthers() {
    String column = "  `c` varchar(9) COLLATE utf8mb4_0900_ai_ci,\n";
    String sql = "CREATE TABLE `t` (\n" + column.repeat(3000) + "  `z` int\n);\n";
    assertThat(rewritten(sql, Rewrite.COLLATIONS_FOR_MARIADB))
        .isEqualTo(sql.replace("0900_ai", "uca1400_nopad_ai"));
  }

  private static String table(String collation) {
    return "CREATE TABLE `t` (`a` text COLLATE %1$s) COLLATE=%1$s;\nSET collation_connection = %1$s ;\n"
        .formatted(collation);
  }

  private static String rewritten(String sql, Rewrite... rewrites) {
    return Filtering.text(sql, ScriptChoice.EVERYTHING.rewrites(Set.of(rewrites)));
  }
}

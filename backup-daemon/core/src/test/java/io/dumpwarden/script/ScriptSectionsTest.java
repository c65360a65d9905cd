package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptSectionsTest {

  private static final String DUMP =
      """
      -- MySQL dump
      /*!40101 SET NAMES utf8mb4 */;
      /*!40014 SET @A=@@UNIQUE_CHECKS,
      UNIQUE_CHECKS=0 */;
      SET @@GLOBAL.GTID_PURGED='a:1';

      CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;

      USE `shop`;
      CREATE TABLE `t` (`a` int);
      INSERT INTO `t` VALUES ('
      USE `crm`;
      ');

      CREATE DATABASE `crm`;
      USE `crm`;
      INSERT INTO `t` VALUES (1);
      DELIMITER ;;
      CREATE PROCEDURE p() BEGIN
      USE `shop`;;
      END ;;
      DELIMITER ;
      USE `shop`;
      /*!50001 CREATE VIEW `v` AS select 1 */;
      /*!40014 SET UNIQUE_CHECKS=@A */;
      """;

  private static final String SETTINGS =
      "/*!40101 SET NAMES utf8mb4 */; /*!40014 SET @A=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */; ";

  private record Cut(ScriptSection section, ByteArrayOutputStream bytes) {

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void eachDatabaseHasItsOwnWithTheSettingsInFront() throws IOException {
    String dump = DUMP.replace("USE `shop`;;\n", "SELECT 1;\n");
    for (int piece : new int[] {1, 5, 10_000}) {
      List<Cut> cuts = cut(dump, piece);

      assertThat(cuts)
          .extracting(Cut::section)
          .containsExactly(
              new ScriptSection("shop", "/*!40100 DEFAULT CHARACTER SET utf8mb4 */", 9),
              new ScriptSection("crm", "", 16),
              new ScriptSection("shop", "/*!40100 DEFAULT CHARACTER SET utf8mb4 */", 23));
      assertThat(cuts.get(0).text())
          .isEqualTo(
              SETTINGS
                  + "\nCREATE TABLE `t` (`a` int);\nINSERT INTO `t` VALUES ('\nUSE `crm`;\n');\n\n\n");
      assertThat(cuts.get(1).text())
          .startsWith(SETTINGS + "\nINSERT INTO `t` VALUES (1);\nDELIMITER ;;\n")
          .endsWith("END ;;\nDELIMITER ;\n");
      assertThat(cuts.get(2).text())
          .isEqualTo(
              SETTINGS
                  + "\n/*!50001 CREATE VIEW `v` AS select 1 */;\n/*!40014 SET UNIQUE_CHECKS=@A */;\n");
    }
  }

  @Test
  void linesCountFromTheSectionsFirst() throws IOException {
    List<String> lines = DUMP.lines().toList();
    for (Cut cut : cut(DUMP.replace("USE `shop`;;\n", "SELECT 1;\n"), 64)) {
      List<String> own = cut.text().lines().toList();
      for (int i = 1; i < own.size(); i++) {
        String original = lines.get((int) cut.section().firstLine() - 1 + i);
        assertThat(own.get(i)).isIn("", original, "SELECT 1;");
      }
    }
  }

  @Test
  void behindAFilterTheyHaveTheNewNames() throws IOException {
    List<Cut> cuts = new ArrayList<>();
    ScriptChoice choice = ScriptChoice.EVERYTHING.databases(Map.of("crm", "new`crm"));
    try (ScriptFilter filter = new ScriptFilter(new ScriptSections(receiver(cuts)), choice)) {
      filter.write(DUMP.replace("USE `shop`;;\n", "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(cuts)
        .singleElement()
        .extracting(Cut::section)
        .isEqualTo(new ScriptSection("new`crm", "", 16));
  }

  @Test
  void refusesWhatHasNoSection() {
    assertThatThrownBy(() -> cut("SET @a = 1;\nCREATE TABLE `t` (a int);\nUSE `x`;\n", 3))
        .hasMessageContaining("line 2")
        .hasMessageContaining("before any USE");
    assertThatThrownBy(() -> cut("USE x;\n", 100)).hasMessageContaining("line 1");
    assertThatThrownBy(() -> cut("CREATE OR REPLACE DATABASE `x`;\n", 100))
        .hasMessageContaining("line 1");
  }

  private static List<Cut> cut(String sql, int piece) throws IOException {
    List<Cut> cuts = new ArrayList<>();
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    try (ScriptSections sections = new ScriptSections(receiver(cuts))) {
      for (int at = 0; at < bytes.length; at += piece) {
        sections.write(bytes, at, Math.min(piece, bytes.length - at));
      }
    }
    return cuts;
  }

  private static ScriptSections.Receiver receiver(List<Cut> cuts) {
    return section -> {
      cuts.add(new Cut(section, new ByteArrayOutputStream()));
      return cuts.get(cuts.size() - 1).bytes();
    };
  }
}

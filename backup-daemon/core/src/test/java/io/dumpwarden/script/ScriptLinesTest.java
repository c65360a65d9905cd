package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.script.ScriptLines.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScriptLinesTest {

  private static final String DUMP =
      """
      -- MySQL dump
      SET @a = 1;
      USE `shop`;

      --
      -- Table structure
      --
      CREATE TABLE `orders` (
        `a` int
      );
      INSERT INTO `orders` VALUES (1),
      (2),
      (3);
      DELIMITER ;;
      CREATE PROCEDURE `p`() BEGIN
        SELECT 1;
      END ;;
      DELIMITER ;
      DROP TABLE `a`; DROP TABLE `b`;
      """;

  @Test
  void tellsTheStatementOfALine() throws IOException {
    assertPlace(2, "SET", 2);
    assertPlace(3, "USE `shop`", 3);
    // clients count from the comments in front
    assertPlace(5, "CREATE TABLE `shop`.`orders`", 8);
    assertPlace(8, "CREATE TABLE `shop`.`orders`", 8);
    assertPlace(9, "CREATE TABLE `shop`.`orders`", 8);
    assertPlace(11, "INSERT INTO `shop`.`orders`", 11);
    assertPlace(13, "INSERT INTO `shop`.`orders`", 11);
    assertPlace(15, "CREATE PROCEDURE `shop`.`p`", 15);
    assertPlace(19, "DROP TABLE `shop`.`a`", 19);
  }

  private static void assertPlace(long line, String statement, long firstLine) throws IOException {
    byte[] bytes = DUMP.getBytes(StandardCharsets.UTF_8);
    Place expected = new Place(statement, firstLine);
    for (int piece : new int[] {1, 9, bytes.length}) {
      ScriptLines lines = new ScriptLines();
      for (int at = 0; at < bytes.length; at += piece) {
        lines.see(bytes, at, Math.min(piece, bytes.length - at));
      }
      assertThat(lines.at(line)).contains(expected);
    }
    assertThat(ScriptLines.find(new ByteArrayInputStream(bytes), line)).contains(expected);
  }

  @Test
  void tellsAStatementWhoseRowsHaveNotEnded() throws IOException {
    String sql = "USE `shop`;\nINSERT INTO `t` VALUES (1),\n(2";
    assertThat(ScriptLines.find(new ByteArrayInputStream(sql.getBytes()), 3))
        .contains(new Place("INSERT INTO `shop`.`t`", 2));
  }

  @Test
  void forgetsWhatNoClientCanBeAt() {
    ScriptLines lines = new ScriptLines();
    byte[] bytes = "SELECT 1;\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    lines.see(bytes, 0, bytes.length);

    assertThat(lines.at(30_000)).isEmpty();
    assertThat(lines.at(45_000)).contains(new Place("SELECT", 45_000));
  }
}

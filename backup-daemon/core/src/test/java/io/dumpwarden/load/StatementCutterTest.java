package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.script.SqlSplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementCutterTest {

  private static final String SCRIPT =
      """
      -- a comment; no statement
      SET NAMES utf8mb4;
      /*!40101 SET @a='x;y' */;

      DELIMITER ;;
      CREATE PROCEDURE p()
      BEGIN
        SELECT ';;', 1; -- one; two
      END ;;
      DELIMITER ;
      INSERT INTO `t` VALUES
      (1,'a;\\n'),
      (2,'b');
      SELECT 2""";

  @Test
  void handsOnWholeStatementsWhereverTheBytesAreCut() {
    List<String> expected =
        List.of(
            "2 SET NAMES utf8mb4",
            "3 /*!40101 SET @a='x;y' */",
            "6 CREATE PROCEDURE p()\nBEGIN\n  SELECT ';;', 1; -- one; two\nEND",
            "11 INSERT INTO `t` VALUES\n(1,'a;\\n'),\n(2,'b')",
            "14 SELECT 2");
    for (int piece = 1; piece <= SCRIPT.length(); piece++) {
      assertThat(cut(SqlSplitter.Rows.EXACT, SCRIPT, piece))
          .as("pieces of %d", piece)
          .isEqualTo(expected);
    }
  }

  @Test
  void readsRowsByLines() {
    String rows =
        "USE `d`;\nINSERT INTO `t` (`a`) VALUES\n(1),\n('x;');\nINSERT INTO `t` (`a`) VALUES\n(2);\n";
    for (int piece = 1; piece <= rows.length(); piece++) {
      assertThat(cut(SqlSplitter.Rows.BY_LINES, rows, piece))
          .as("pieces of %d", piece)
          .containsExactly(
              "1 USE `d`",
              "2 INSERT INTO `t` (`a`) VALUES\n(1),\n('x;')",
              "5 INSERT INTO `t` (`a`) VALUES\n(2)");
    }
  }

  private static List<String> cut(SqlSplitter.Rows rows, String sql, int piece) {
    List<String> found = new ArrayList<>();
    try (StatementCutter cutter =
        new StatementCutter(rows, each -> found.add(each.line() + " " + each.whole()))) {
      byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < bytes.length; at += piece) {
        cutter.write(bytes, at, Math.min(piece, bytes.length - at));
      }
    }
    return found;
  }
}

package io.dumpwarden.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFilterRenamingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USE `shop`;\n",
        "CREATE DATABASE `shop` DEFAULT CHARACTER SET utf8mb4;\n",
        "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET x */;\n",
        "ALTER DATABASE `shop` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ;\n",
        "--\n-- Isn't `this` a comment; USE it\n--\n\nUSE `shop`;\n",
        "/* it's; */ USE `shop`;\n",
        "/*!40101 SET x=1 */;\n# don't\nUSE `shop`;\n",
        "/*M!999999\\- enable the sandbox mode */ \n/*!40101 SET x=1 */;\nUSE `shop`;\n",
        "INSERT INTO t VALUES ('a\\'; b','it''s',\"\\\\\");\nUSE `shop`;\n",
        "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; END ;;\nALTER DATABASE `shop` CHARACTER SET x ;;\nDELIMITER ;\n",
        "DELIMITER ;;\nSELECT 1 ;;\nDELIMITER ;\nUSE `shop`;\n",
        "SELECT `a;b`; USE `shop`;\n",
        "/*!50003 SET sql_mode              = 'ANSI,NO_BACKSLASH_ESCAPES' */ ;\nSELECT 'C:\\';\nUSE `shop`;\n",
        "/*!50003 SET sql_mode = 'NO_BACKSLASH_ESCAPES' */ ;\n/*!50003 SET sql_mode = @saved_sql_mode */ ;\nSELECT 'it\\'s;';\nUSE `shop`;\n",
      })
  void renamesStatements(String sql) throws IOException {
    assertThat(rename(sql, "new`one")).isEqualTo(sql.replace("`shop`", "`new``one`"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES ('\nUSE `shop`;\n');\n",
        "INSERT INTO t VALUES ('x\\'\n;\nUSE `shop`;\n');\n",
        "-- x\n-- ;\n-- USE `shop`;\n",
        "/* ;\nUSE `shop`;\n*/ SELECT 1;\n",
        "DELIMITER ;;\nCREATE PROCEDURE p()\nBEGIN\n  SELECT 1;\nUSE `shop`;\nEND ;;\nDELIMITER ;\n",
        "/*!50003 CREATE*/ /*!50003 TRIGGER x BEGIN\nSELECT `a\n;\nUSE `;\nEND */;\n",
        "CREATE TABLE `USE` (`CREATE DATABASE` int);\n",
        "USER;\nCREATE DATABASES\n",
        "no end",
        "CREATE DATAB",
        "é\u0000\r\n\u0001",
      })
  void passesEverythingElse(String sql) throws IOException {
    assertThat(rename(sql, "other")).isEqualTo(sql);
  }

  @Test
  void findsTheEndOfLongStatements() throws IOException {
    String rows = "(1,'it\\'s; -- ',-2.5,`x;`,\"y;\") /* ; */,".repeat(200);
    String sql = "INSERT INTO t VALUES " + rows + "(0);\nUSE `shop`;\n";
    String block =
        "DELIMITER ;;\nSELECT " + rows + "0; USE `shop`;\n;;\nUSE `shop` ;;\nDELIMITER ;\n";

    assertThat(rename(sql, "other")).isEqualTo(sql.replace("shop", "other"));
    assertThat(rename(block, "other")).isEqualTo(block.replace("USE `shop` ;;", "USE `other` ;;"));
  }

  @Test
  void readsNamesWithBackticks() throws IOException {
    assertThat(rename("USE `a``b```;\nUSE `a``b```;", "d")).isEqualTo("USE `d`;\nUSE `d`;");
    assertThat(rename("USE ```c`;", "d")).isEqualTo("USE `d`;");
  }

  @Test
  void leavesTheDropOfTheDatabaseOutWhichIsNotForTheDumpToSay() throws IOException {
    assertThat(rename("/*!40000 DROP DATABASE IF EXISTS `shop`*/;\nUSE `shop`;\n", "d"))
        .isEqualTo("\nUSE `d`;\n");
  }

  @Test
  void refusesASecondDatabase() {
    assertThatThrownBy(() -> rename("USE `a`;\nUSE `b`;\n", "d"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("both cannot become `d`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USE shop;",
        "CREATE DATABASE shop;",
        "ALTER DATABASE shop x;",
        "DROP DATABASE `shop`;",
        "DROP DATABASE IF EXISTS `shop`;",
        "CREATE SCHEMA `shop`;",
      })
  void refusesFormsThatWouldReachTheOriginal(String sql) {
    assertThatThrownBy(() -> rename("SELECT 1;\n" + sql, "other"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("not written as the dump tools write it");
  }

  @Test
  void keepsNothingOfALongLine() throws IOException {
    byte[] chunk = "0123456789'abc;\\'USE `shop`;'".repeat(40_000).getBytes(StandardCharsets.UTF_8);
    Sink sink = new Sink();
    long before = used();
    try (OutputStream stream = new ScriptFilter(sink, ScriptChoice.EVERYTHING.into("other"))) {
      stream.write("INSERT INTO t VALUES (".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 200; i++) {
        stream.write(chunk);
      }
      assertThat(used() - before).isLessThan(50_000_000);
    }
    assertThat(sink.bytes).isEqualTo(22 + 200L * chunk.length);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** In one piece, byte by byte, and in pieces of three: the cuts must not matter. */
  private static String rename(String sql, String name) throws IOException {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    byte[] whole = rename(bytes, name, bytes.length);
    assertThat(rename(bytes, name, 1)).isEqualTo(whole);
    assertThat(rename(bytes, name, 3)).isEqualTo(whole);
    return new String(whole, StandardCharsets.UTF_8);
  }

  private static byte[] rename(byte[] bytes, String name, int piece) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try (OutputStream stream = new ScriptFilter(result, ScriptChoice.EVERYTHING.into(name))) {
      for (int i = 0; i < bytes.length; i += piece) {
        stream.write(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece)));
      }
    }
    return result.toByteArray();
  }

  private static final class Sink extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }
}

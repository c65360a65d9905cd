package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedRestoreStreamTest {

  private static final String OFF = "SET @@SESSION.SQL_LOG_BIN= 0;";
  private static final String BACK = "SET @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;";
  private static final String BODY = "USE `d`;\nCREATE PROCEDURE p()\n" + OFF + "\n";

  @Test
  void makesCommentsOfBothStatements() {
    assertThat(passed("-- MySQL\n" + OFF + "\n" + BODY + BACK + "\n-- Dump completed\n", 8192))
        .isEqualTo(
            "-- MySQL\n--  @@SESSION.SQL_LOG_BIN= 0;\n"
                + BODY
                + "--  @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;\n-- Dump completed\n");
  }

  @Test
  void leavesAllElseAsItIs() {
    String other = "-- MariaDB\n" + BODY + BACK + "\n" + OFF.substring(0, 20);
    assertThat(passed(other, 1)).isEqualTo(other);
    assertThat(passed("", 1)).isEmpty();
  }

  @Test
  void doesNotDependOnWhereItIsCut() {
    List<String> lines =
        List.of(OFF, BACK, OFF.substring(0, 9), "\n", "\n", "x", "USE `d`;\n", "S".repeat(70_000));
    Property.forAll(
        500,
        draw -> draw.joined(12, lines),
        draw -> draw.between(1, 70_000),
        (sql, step) -> assertThat(passed(sql, step)).isEqualTo(passed(sql, 64 * 1024)));
  }

  /** What comes out when each read gives no more than so many bytes. */
  private static String passed(String sql, int step) {
    InputStream cut =
        new ByteArrayInputStream(sql.getBytes(StandardCharsets.US_ASCII)) {
          @Override
          public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, step));
          }
        };
    try (InputStream stream = new LoggedRestoreStream(cut)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      stream.transferTo(out);
      return out.toString(StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of dumps that no tool at hand writes. */
class DumpScanTextTest {

  private static final String OBJECT = "-- Current Database: `d`\n\nUSE `d`;\n";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "-- CHANGE MASTER TO MASTER_LOG_FILE='b.000007', MASTER_LOG_POS=42;",
        "CHANGE MASTER TO MASTER_LOG_FILE='b.000007', MASTER_LOG_POS=42;",
        "-- CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='b.000007', SOURCE_LOG_POS=42;",
        "CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='b.000007', SOURCE_LOG_POS=42;"
      })
  void fileAndPositionStandInTheHeader(String line) {
    assertThat(position(line + "\n" + OBJECT))
        .contains(new BinlogPosition(null, "b.000007", 42L, true));
    assertThat(position(OBJECT + line + "\n")).isEmpty();
    assertThat(position("-- Table structure for table `x\n" + line + "\n`\n")).isEmpty();
  }

  @Test
  void rowsAreCountedWhereEachHasALine() {
    String lines =
        "INSERT INTO `t` VALUES\n(1,'a;\\n'),\n(2,'),(');\nINSERT INTO `u` VALUES\n(3);\n";

    for (int piece : new int[] {1, 7, 4096}) {
      assertThat(rows(OBJECT + lines, piece)).hasValue(3);
      assertThat(rows(OBJECT, piece)).hasValue(0);
      assertThat(rows(OBJECT + lines + "INSERT INTO `t` VALUES (4,'b'),(5,'c');\n", piece))
          .isEmpty();
    }
  }

  private static OptionalLong rows(String dump, int piece) {
    DumpScan scan = new DumpScan();
    byte[] bytes = dump.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      scan.see(bytes, at, Math.min(piece, bytes.length - at));
    }
    return scan.rows();
  }

  @Test
  void gtidsComeInSeveralLinesAndForms() {
    BinlogPosition expected = new BinlogPosition("a-1:1-5,b-2:1-7:9", null, null, true);

    assertThat(position("/* SET @@GLOBAL.GTID_PURGED='+a-1:1-5,\nb-2:1-7:9';*/\n" + OBJECT))
        .contains(expected);
    assertThat(
            position("SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'a-1:1-5,\nb-2:1-7:9';\n" + OBJECT))
        .contains(expected);
    assertThat(position("/* SET @@GLOBAL.GTID_PURGED='+';*/\n" + OBJECT)).isEmpty();
  }

  @Test
  void mariaDbsGtidsStandInTheHeaderOrAtTheEnd() {
    String line = "-- SET GLOBAL gtid_slave_pos='0-1-2,5-6-7';\n";
    String end = "-- The deferred gtid setting for slave corresponding to the dump follows\n\n";
    BinlogPosition expected = new BinlogPosition("0-1-2,5-6-7", null, null, true);

    assertThat(position(line + OBJECT)).contains(expected);
    assertThat(position(OBJECT + end + line)).contains(expected);
    assertThat(position(OBJECT + end + line.substring(3))).contains(expected);
    assertThat(position(OBJECT + line)).isEmpty();
  }

  @Test
  void gtidsTooLongToKeepAreNoneRatherThanSome() {
    String many = "a-1:1-5,".repeat(200_000);
    assertThat(position("/* SET @@GLOBAL.GTID_PURGED='+" + many + "';*/\n" + OBJECT)).isEmpty();
  }

  @Test
  void olderToolsMakeTablesOfViewsFirst() {
    DumpScan scan =
        scan(
            OBJECT
                + "/*!50001 CREATE TABLE `v` (\n `a` tinyint NOT NULL\n) ENGINE=MyISAM */;\n"
                + "/*!50001 CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=`a`@`%` SQL SECURITY DEFINER */\n"
                + "/*!50001 VIEW `v` AS select 1 */;\n");

    assertThat(scan.objects("d").of(ObjectKind.TABLE)).isEmpty();
    assertThat(scan.objects("d").of(ObjectKind.VIEW)).containsExactly("v");
  }

  @Test
  void cutsNowhereWhateverTheNames() {
    Property.forAll(
        500,
        draw -> encodable(draw.text(64)),
        name -> {
          String quoted = "`" + name.replace("`", "``") + "`";
          String sql = "USE " + quoted + ";\nCREATE TABLE " + quoted + " (\n  `a` int\n);\n";
          DumpScan scan = scan(sql + "INSERT INTO " + quoted + " VALUES (1,'\\';\\n');\n" + sql);
          assertThat(scan.databases()).containsExactly(name);
          assertThat(scan.objects(name).of(ObjectKind.TABLE)).containsExactly(name, name);
        });
  }

  @Test
  void rowsOfAnyLengthPassUnkept() {
    DumpScan scan = new DumpScan();
    see(scan, OBJECT + "INSERT INTO `t` VALUES (1,'");
    byte[] row = "abcdefgh".repeat(1 << 13).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 1 << 14; i++) {
      scan.see(row, 0, row.length);
    }
    see(scan, "');\nCREATE TABLE `after` (\n`a` int\n);\n");

    assertThat(scan.objects("d").of(ObjectKind.TABLE)).containsExactly("after");
  }

  /** Without halves of characters. */
  private static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static Optional<BinlogPosition> position(String sql) {
    return scan(sql).position(true);
  }

  private static DumpScan scan(String sql) {
    DumpScan scan = new DumpScan();
    see(scan, sql);
    return scan;
  }

  private static void see(DumpScan scan, String sql) {
    byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
    scan.see(bytes, 0, bytes.length);
  }
}

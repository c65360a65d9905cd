package io.dumpwarden.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.pipeline.FrameCuts.Cut;
import io.dumpwarden.pipeline.FrameTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCutterTest {

  private static final int MIB = 1 << 20;

  /** A part of a dump, and the tables that it holds something of. */
  private record Part(String sql, List<FrameTable> tables) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 777, 65_536})
  void tablesBeginFramesWhereTheOneBeforeHasSomeLength(int step) {
    String dump =
        head("shop")
            + table("small", 10)
            + table("big", MIB + MIB / 2)
            + table("next", MIB / 2)
            + table("more", MIB / 2 + 5_000)
            + table("last", 10)
            + "-- Dump completed on 2026-11-21 12:00:00\n";

    List<Part> parts = cut(dump, step);

    assertThat(parts)
        .extracting(Part::tables)
        .isEqualTo(List.of(tables("small", "big"), tables("next", "more"), tables("last")));
    assertThat(parts.get(0).sql()).startsWith("-- MariaDB dump").endsWith("UNLOCK TABLES;\n\n");
    assertThat(parts.get(1).sql()).startsWith("--\n-- Table structure for table `next`\n--\n");
    assertThat(parts.get(2).sql()).startsWith("--\n-- Table structure for table `last`\n--\n");
  }

  @Test
  void aLargeTableIsCutBehindStatements() {
    List<Part> parts = cut(head("shop") + table("big", 70 * MIB) + table("z", 5), 65_536);

    assertThat(parts).hasSize(4);
    for (Part part : parts.subList(0, 2)) {
      assertThat(part.tables()).isEqualTo(tables("big"));
      assertThat(part.sql()).endsWith("');\n");
      assertThat(part.sql().length()).isBetween(32 * MIB, 33 * MIB);
    }
    assertThat(parts.get(1).sql()).startsWith("INSERT INTO `big` VALUES\n");
    assertThat(parts.get(2).tables()).isEqualTo(tables("big"));
    assertThat(parts.get(3).tables()).isEqualTo(tables("z"));
  }

  /** Its rows stand in one statement for each, and there are no definitions. */
  @Test
  void sectionsOfRowsAloneAreTablesToo() {
    String rows = "INSERT INTO `t` VALUES (1,'%s');\n".formatted("x".repeat(100)).repeat(12_000);
    String dump =
        head("a")
            + "--\n-- Dumping data for table `t`\n--\n\n"
            + rows
            + "--\n-- Current Database: `b`\n--\n\nUSE `b`;\n"
            + "--\n-- Dumping data for table `t`\n--\n\n"
            + rows;

    List<Part> parts = cut(dump, 4_096);

    assertThat(parts)
        .extracting(Part::tables)
        .containsExactly(List.of(new FrameTable("a", "t")), List.of(new FrameTable("b", "t")));
    assertThat(parts.get(1).sql()).startsWith("--\n-- Current Database: `b`\n--\n");
  }

  /** A text may hold what looks like a section, and a routine may hold statements. */
  @Test
  void nothingIsCutWithinTextsAndRoutines() {
    String text = "\\n--\\n-- Table structure for table `x`\\n--\\n" + "y".repeat(MIB);
    String routine =
        "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN\n%s END ;;\nDELIMITER ;\n"
            .formatted("  SELECT 'a long one';\n".repeat(1_500_000));
    String dump =
        head("shop")
            + "CREATE TABLE `t` (`a` longtext);\n"
            + "INSERT INTO `t` VALUES\n('%s');\n".formatted(text)
            + "/* --\n-- Table structure for table `x`\n */\n"
            + routine;

    List<Part> parts = cut(dump, 65_536);

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).tables()).isEqualTo(tables("t"));
  }

  /** What is not settled is no more than a pump can hold. */
  @Test
  void longCommentsDoNotHoldMoreThanAFewKilobytes() {
    String dump = head("shop") + table("a", 2 * MIB) + "-- x\n".repeat(20_000) + table("b", 10);

    List<Part> parts = cut(dump, 1_000);

    assertThat(parts).hasSize(1);
  }

  private static String head(String database) {
    return """
    -- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
    --
    -- Host: localhost    Database: %1$s
    -- ------------------------------------------------------
    -- Server version\t10.11.6-MariaDB

    /*!40101 SET NAMES utf8mb4 */;

    --
    -- Current Database: `%1$s`
    --

    CREATE DATABASE /*!32312 IF NOT EXISTS*/ `%1$s`;

    USE `%1$s`;

    """
        .formatted(database);
  }

  private static String table(String name, int bytes) {
    StringBuilder sql = new StringBuilder();
    sql.append("--\n-- Table structure for table `%s`\n--\n\n".formatted(name));
    sql.append("DROP TABLE IF EXISTS `%1$s`;\nCREATE TABLE `%1$s` (`a` text);\n\n".formatted(name));
    sql.append(
        "--\n-- Dumping data for table `%1$s`\n--\n\nLOCK TABLES `%1$s` WRITE;\n".formatted(name));
    String row = "('%s')".formatted("0123456789".repeat(100));
    int left = bytes;
    while (left > 0) {
      int rows = Math.min(1_000, 1 + left / row.length());
      sql.append("INSERT INTO `%s` VALUES\n".formatted(name));
      sql.append((row + ",\n").repeat(rows - 1)).append(row).append(";\n");
      left -= rows * row.length();
    }
    return sql.append("UNLOCK TABLES;\n\n").toString();
  }

  private static List<FrameTable> tables(String... names) {
    return List.of(names).stream().map(name -> new FrameTable("shop", name)).toList();
  }

  /** Read in steps, as a pump reads it. */
  private static List<Part> cut(String dump, int step) {
    byte[] bytes = dump.getBytes(StandardCharsets.UTF_8);
    FrameCutter cutter = new FrameCutter();
    DumpScan scan = new DumpScan(cutter);
    Random random = new Random(step);
    List<Part> parts = new ArrayList<>();
    int begin = 0;
    long settled = 0;
    for (int at = 0; at < bytes.length; ) {
      int count = Math.min(bytes.length - at, step);
      // anywhere in the array
      int offset = random.nextInt(50);
      byte[] array = new byte[offset + count];
      System.arraycopy(bytes, at, array, offset, count);
      scan.see(array, offset, count);
      at += count;
      for (Optional<Cut> cut = cutter.next(); cut.isPresent(); cut = cutter.next()) {
        int place = (int) cut.get().rawOffset();
        assertThat((long) place).isBetween(settled, (long) at);
        parts.add(part(bytes, begin, place, cut.get().tables()));
        begin = place;
      }
      assertThat(cutter.settled()).isBetween(at - 16L * 1024, (long) at);
      settled = cutter.settled();
    }
    parts.add(part(bytes, begin, bytes.length, cutter.tables()));
    return parts;
  }

  private static Part part(byte[] bytes, int from, int to, List<FrameTable> tables) {
    return new Part(new String(bytes, from, to - from, StandardCharsets.UTF_8), tables);
  }
}

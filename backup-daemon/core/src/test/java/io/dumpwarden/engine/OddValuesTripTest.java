package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.chunk.ChunkQueue;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.snapshot.SnapshotWishes;
import io.dumpwarden.snapshot.Snapshots;
import io.dumpwarden.source.TableShapeQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers take back only in the right session, or show otherwise than they have it. */
class OddValuesTripTest {

  private static final String DATABASE = "engine_odd_values";

  /** Characters whose second byte is a backslash, and such as have two codes. */
  private static final List<List<String>> ENCODED =
      List.of(
          List.of("gbk", "815C", "B1ED", "乗"),
          List.of("sjis", "955C", "8142", "表"),
          List.of("big5", "A55C", "A440", "功"),
          List.of("cp932", "955C", "8790", "表"));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void datesThatNoCalendarHas(TestEngine kind) throws Exception {
    assertComeBack(
        kind,
        List.of(
            "SET sql_mode = 'ALLOW_INVALID_DATES'",
            "CREATE TABLE dated (d DATE NOT NULL DEFAULT '0000-00-00' PRIMARY KEY, t DATETIME(3),"
                + " KEY (t))",
            "INSERT INTO dated VALUES ('2024-02-31', '2023-04-31 10:11:12.123')",
            "INSERT INTO dated VALUES ('0000-00-00', '0000-00-00'), ('2024-00-31', '2024-06-00"
                + " 01:00:00')",
            "CREATE TABLE dated_real (r DOUBLE, d DATE, t DATETIME(6))",
            "INSERT INTO dated_real VALUES (0.5, '2023-02-29', '2023-02-30 23:59:59.999999')"),
        List.of(
            "SELECT CONCAT_WS('|', d, t) FROM dated ORDER BY 1",
            "SELECT CONCAT_WS('|', r, d, t) FROM dated_real"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void rangesOfDatesThatNoCalendarHas(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh(DATABASE);
    source.execute(
        "USE " + DATABASE,
        "SET sql_mode = 'ALLOW_INVALID_DATES'",
        "CREATE TABLE dated (d DATE, n INT, w CHAR(200), PRIMARY KEY (d, n))",
        "INSERT INTO dated VALUES ('2024-02-31', 0, ''), ('2024-03-01', 0, '')");
    for (int n = 1; n < 512; n *= 2) {
      source.execute(
          "SET sql_mode = 'ALLOW_INVALID_DATES'",
          "INSERT INTO %s.dated SELECT d, n + %d, 'w' FROM %1$s.dated".formatted(DATABASE, n));
    }
    source.execute("ANALYZE TABLE %s.dated".formatted(DATABASE));
    try (Connection connection =
        new Snapshots(NativeTrip.CONNECTOR)
            .plain(source.login(), source.facts(), SnapshotWishes.of(1))) {
      ChunkQueue queue = new ChunkQueue(new TableShapeQuery().of(connection, DATABASE), 2000);
      long rows = 0;
      int chunks = 0;
      for (var next = queue.next(connection); next.isPresent(); next = queue.next(connection)) {
        chunks++;
        rows += count(connection, next.get().condition());
      }
      assertThat(chunks).isGreaterThan(10);
      assertThat(rows).isEqualTo(2 * 512);
    } finally {
      source.execute("DROP DATABASE " + DATABASE);
    }
  }

  private static long count(Connection connection, String condition) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM %s.dated WHERE %s".formatted(DATABASE, condition))) {
      row.next();
      return row.getLong(1);
    }
  }

  /** MariaDB has no such members. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MYSQL_9"})
  void membersOfEmoji(TestEngine kind) throws Exception {
    assertComeBack(
        kind,
        List.of(
            """
            CREATE TABLE picked (id INT PRIMARY KEY, e ENUM('a', '😀', '?', 'it''s 𝄞') DEFAULT '😀',
              s SET('😀', 'b', '𝄞', 'never?')) CHARACTER SET utf8mb4\
            """,
            "INSERT INTO picked VALUES (1, '😀', 'b,𝄞'), (2, '?', '😀'), (4, NULL, '')",
            "INSERT INTO picked VALUES (3, 'it''s 𝄞', '😀,b,𝄞,never?')"),
        List.of(
            "SELECT CONCAT_WS('|', id, HEX(e), e + 0, HEX(s), s + 0) FROM picked ORDER BY id",
            "SELECT HEX(DEFAULT(e)) FROM picked LIMIT 1"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void defaultsOfEmoji(TestEngine kind) throws Exception {
    assertComeBack(
        kind,
        List.of(
            """
            CREATE TABLE given (id INT PRIMARY KEY, w VARCHAR(9) DEFAULT '😀?', e ENUM('?', 'y') DEFAULT '?',
              n VARCHAR(9) NOT NULL DEFAULT '?😀', CONSTRAINT asked CHECK (w <> '?'))
              CHARACTER SET utf8mb4 COMMENT 'what?'\
            """,
            "INSERT INTO given (id, e) VALUES (1, 'y'), (2, '?')"),
        List.of(
            "SELECT CONCAT_WS('|', id, HEX(w), HEX(e), HEX(n)) FROM given ORDER BY id",
            "SELECT CONCAT_WS('|', HEX(DEFAULT(w)), HEX(DEFAULT(n)), HEX(DEFAULT(e))) FROM given"
                + " LIMIT 1"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void encodingsWithBackslashesInTheirCharacters(TestEngine kind) throws Exception {
    List<String> made = new ArrayList<>();
    List<String> queries = new ArrayList<>();
    for (List<String> each : ENCODED) {
      String set = each.get(0);
      made.add(
          """
          CREATE TABLE `%1$s %2$s` (`%2$s` VARCHAR(20) PRIMARY KEY, e ENUM('a', '%2$s'), d VARCHAR(9) DEFAULT '%2$s')
          CHARACTER SET %1$s COMMENT '%2$s'\
          """
              .formatted(set, each.get(3)));
      made.add(
          "INSERT INTO `%1$s %2$s` (`%2$s`, e) VALUES (_%1$s x'%3$s', 2), (_%1$s x'%4$s27', 1)"
              .formatted(set, each.get(3), each.get(1), each.get(2)));
      queries.add(
          "SELECT CONCAT_WS('|', HEX(`%2$s`), HEX(e), e + 0, HEX(d)) FROM `%1$s %2$s` ORDER BY e"
              .formatted(set, each.get(3)));
      queries.add("SHOW CREATE TABLE `%s %s`".formatted(set, each.get(3)));
    }
    assertComeBack(kind, made, queries);
  }

  /** The server makes the key by itself, and may be told to hide it from everybody. */
  @Test
  void keysThatNobodyMade() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MYSQL_9));
    source.execute("SET GLOBAL show_gipk_in_create_table_and_information_schema = OFF");
    try {
      assertComeBack(
          TestEngine.MYSQL_9,
          List.of(
              "SET SESSION sql_generate_invisible_primary_key = ON",
              "CREATE TABLE keyless (word VARCHAR(9))",
              "INSERT INTO keyless VALUES ('a'), ('b'), ('c')",
              "DELETE FROM keyless WHERE word = 'b'"),
          List.of(
              "SELECT CONCAT_WS('|', my_row_id, word) FROM keyless ORDER BY my_row_id",
              "SET SESSION show_gipk_in_create_table_and_information_schema = ON",
              "SHOW CREATE TABLE keyless"));
    } finally {
      source.execute("SET GLOBAL show_gipk_in_create_table_and_information_schema = ON");
    }
  }

  private void assertComeBack(TestEngine kind, List<String> made, List<String> queries)
      throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh(DATABASE);
    try {
      answers(source, made);
      List<String> before = answers(source, queries);
      assertThat(before).isNotEmpty();
      NativeTrip trip = NativeTrip.dump(source, List.of(DATABASE), 2, folder);

      source.execute("DROP DATABASE " + DATABASE);
      trip.loadByClient(source);
      assertThat(answers(source, queries)).as("by the client").isEqualTo(before);

      source.execute("DROP DATABASE " + DATABASE);
      trip.loadInParallel(source, 2);
      assertThat(answers(source, queries)).as("in parallel").isEqualTo(before);
    } finally {
      source.execute("DROP DATABASE IF EXISTS " + DATABASE);
    }
  }

  /** The last column of whatever the statements find. */
  private static List<String> answers(Source source, List<String> statements) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = source.engine().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + DATABASE);
      for (String sql : statements) {
        if (statement.execute(sql)) {
          try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
              found.add(rows.getString(rows.getMetaData().getColumnCount()));
            }
          }
        }
      }
    }
    return found;
  }
}

package io.dumpwarden.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.script.RowCounter;
import io.dumpwarden.script.ScriptTable;
import io.dumpwarden.source.TableShape;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OddTablesTest {

  private static final String FROM = "rows_odd";
  private static final String TO = "rows_odd_copy";

  private static Connection fresh(SourceEngine engine) throws SQLException {
    Connection connection = Replay.session(engine);
    Replay.run(
        connection,
        "DROP DATABASE IF EXISTS " + FROM,
        "CREATE DATABASE " + FROM + " CHARACTER SET utf8mb4",
        "USE " + FROM);
    return connection;
  }

  private static void drop(Connection connection) throws SQLException {
    Replay.run(connection, "DROP DATABASE " + FROM, "DROP DATABASE IF EXISTS " + TO);
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void tablesOfAllShapesComeBack(TestEngine which) throws Exception {
    SourceEngine engine = Engines.shared(which);
    try (Connection connection = fresh(engine)) {
      Replay.run(
          connection,
          "CREATE TABLE nothing (id INT PRIMARY KEY, d DOUBLE)",
          "CREATE TABLE computed (a INT AS (1 + 1) STORED, b VARCHAR(9) AS ('x') VIRTUAL)",
          "INSERT INTO computed () VALUES (), (), ()",
          "CREATE TABLE partly (a INT AS (id * 2) STORED, id INT, b INT AS (id + 1) VIRTUAL, d DOUBLE)",
          "INSERT INTO partly (id, d) VALUES (1, 0.1), (NULL, NULL), (3, -0.5)",
          "CREATE TABLE `o``d\"d';--` (`{d '2001-01-01'} ? \\\\ ``` DOUBLE, `VALUES` TEXT)",
          "INSERT INTO `o``d\"d';--` VALUES (1.5, 'VALUES\n(1);\n'), (NULL, NULL)",
          "CREATE TABLE asked (`id?` VARCHAR(9) PRIMARY KEY, `?` DOUBLE)",
          "INSERT INTO asked VALUES ('a?b', 1), ('a?', 2), (':c', 3)",
          "CREATE TABLE dated (d DATE NOT NULL, r DOUBLE, t TEXT CHARACTER SET latin1, l LONGTEXT)",
          "INSERT INTO dated VALUES ('0000-00-00', 1, REPEAT('€', 50000), REPEAT('\\'', 500000))",
          "CREATE TABLE zero_key (id INT AUTO_INCREMENT PRIMARY KEY)",
          "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
          "INSERT INTO zero_key VALUES (0), (-1), (7)");
      if (engine.flavor().equals("mariadb")) {
        Replay.run(
            connection,
            "CREATE TABLE hidden (id INT PRIMARY KEY, unseen DOUBLE INVISIBLE DEFAULT 7)",
            "INSERT INTO hidden (id, unseen) VALUES (1, NULL), (2, 3)",
            "CREATE SEQUENCE numbers",
            "CREATE TABLE versioned (id INT PRIMARY KEY, word TEXT) WITH SYSTEM VERSIONING",
            "INSERT INTO versioned VALUES (1, 'a'), (2, 'b')",
            "DELETE FROM versioned WHERE id = 2");
      }
      RowRange range = new RowRange("`id?` >= 'a?'", "PRIMARY", "`id?`");
      TableRows asked = Replay.rows(Replay.table(connection, FROM, "asked"), true);
      assertThat(asked.read(connection, range, (sql, offset, length, rows) -> {})).isEqualTo(2);
      Replay.likewise(connection, FROM, TO);
      new Replay(engine).byDriver(FROM, TO, true);
      assertThat(differences(connection)).isEmpty();
      drop(connection);
    }
  }

  /** Neither where sequences are, nor the past. */
  private static List<String> differences(Connection connection) throws SQLException {
    return DatabaseCompare.differences(connection, FROM, connection, TO).stream()
        .filter(line -> !line.contains("sequence") && !line.startsWith("history of"))
        .toList();
  }

  @Test
  void formerRowsComeBackWithTheirTimes() throws Exception {
    try (Connection connection = fresh(Engines.shared(TestEngine.MARIADB_11_4))) {
      Replay.run(
          connection,
          "CREATE TABLE plain (id INT PRIMARY KEY, d DOUBLE) WITH SYSTEM VERSIONING",
          """
          CREATE TABLE named (id INT, since TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
            `t``ill` TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (since, `t``ill`))
            WITH SYSTEM VERSIONING""");
      for (String table : List.of("plain", "named")) {
        Replay.run(
            connection,
            "INSERT INTO " + table + " (id) VALUES (1), (2), (3)",
            "UPDATE " + table + " SET id = 9 WHERE id = 2",
            "DELETE FROM " + table + " WHERE id = 1");
      }
      Replay.likewise(connection, FROM, TO);
      Replay.run(connection, History.SESSION);
      replayHistory(connection, "plain");
      replayHistory(connection, "named");
      assertThat(DatabaseCompare.differences(connection, FROM, connection, TO)).isEmpty();
      drop(connection);
    }
  }

  private static void replayHistory(Connection connection, String name) throws Exception {
    TableShape table = Replay.table(connection, FROM, name);
    History history = new HistoryQuery().of(connection, table);
    TableRows rows = TableRows.withHistory(table, InsertStyle.within(1 << 20), history);
    List<String> statements = Replay.statements(connection, rows);
    assertThat(statements).hasSize(1);
    Replay.run(connection, "USE " + TO, statements.get(0));
  }

  @Test
  void floatingPointNumbersComeBackToTheBit() throws Exception {
    for (TestEngine which : List.of(TestEngine.MARIADB_11_4, TestEngine.MYSQL_8_0)) {
      SourceEngine engine = Engines.shared(which);
      try (Connection connection = fresh(engine)) {
        Replay.run(connection, "CREATE TABLE bits (id INT PRIMARY KEY, f FLOAT, d DOUBLE)");
        fillBits(connection);
        List<Long> before = bits(connection, FROM);
        Replay.likewise(connection, FROM, TO);
        new Replay(engine).byDriver(FROM, TO, true);
        assertThat(bits(connection, TO)).hasSize(4000).isEqualTo(before);
        Replay.likewise(connection, FROM, TO);
        new Replay(engine).byDriver(FROM, TO, false);
        assertThat(bits(connection, TO)).isEqualTo(before);
        drop(connection);
      }
    }
  }

  private static void fillBits(Connection connection) throws SQLException {
    Random random = new Random(5);
    float[] floats = {-0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, 0.1f};
    double[] doubles = {-0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 1e23};
    try (PreparedStatement insert = binary(connection, "INSERT INTO bits VALUES (?, ?, ?)")) {
      for (int i = 0; i < 2000; i++) {
        float f = i < floats.length ? floats[i] : Float.intBitsToFloat(random.nextInt());
        double d = i < doubles.length ? doubles[i] : Double.longBitsToDouble(random.nextLong());
        insert.setInt(1, i);
        insert.setFloat(2, Float.isFinite(f) ? f : i);
        insert.setDouble(3, Double.isFinite(d) ? d : i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<Long> bits(Connection connection, String database) throws SQLException {
    List<Long> bits = new ArrayList<>();
    try (PreparedStatement select =
            binary(connection, "SELECT f, d FROM " + database + ".bits ORDER BY id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        bits.add((long) Float.floatToRawIntBits(row.getFloat(1)));
        bits.add(Double.doubleToRawLongBits(row.getDouble(2)));
      }
    }
    return bits;
  }

  /** Numbers cross in their own form, not as text. */
  private static PreparedStatement binary(Connection connection, String sql) throws SQLException {
    return connection
        .unwrap(org.mariadb.jdbc.Connection.class)
        .prepareInternal(sql, 2, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, true);
  }

  @Test
  void theRowCounterUnderstandsWhatIsWritten() throws Exception {
    try (Connection connection = fresh(Engines.shared(TestEngine.MARIADB_11_4))) {
      Replay.run(
          connection,
          "CREATE TABLE words (id INT PRIMARY KEY, word TEXT)",
          "INSERT INTO words SELECT seq, CONCAT(');\n(\\'', seq, '-- \\\\') FROM seq_1_to_1000");
      TableShape words = Replay.table(connection, FROM, "words");
      RowCounter counter = new RowCounter();
      counter.see("USE `rows_odd`;\n".getBytes(StandardCharsets.UTF_8), 0, 16);
      List<Integer> lengths = new ArrayList<>();
      TableRows rows = new TableRows(words, InsertStyle.within(5000 + 1024));
      long count =
          rows.read(
              connection,
              new RowRange("id > 10 AND id <= 900", "PRIMARY", "`id`"),
              (sql, offset, length, inserted) -> {
                counter.see(sql, offset, length);
                lengths.add(length);
              });
      assertThat(count).isEqualTo(890);
      assertThat(counter.rows()).isEqualTo(Map.of(new ScriptTable(FROM, "words"), 890L));
      assertThat(lengths).hasSizeGreaterThan(2).allMatch(length -> length <= 5000);
      drop(connection);
    }
  }

  @Test
  void rowsThatWereReadAreNotKept() throws Exception {
    try (Connection connection = Replay.session(Engines.shared(TestEngine.MARIADB_11_4))) {
      String sql = "SELECT seq, REPEAT('x', 10000) FROM test.seq_1_to_50";
      Replay.run(connection, "CREATE DATABASE IF NOT EXISTS test");
      notKept(RowQuery.plain(connection, sql));
      notKept(RowQuery.prepared(connection, sql));
    }
  }

  private static void notKept(RowQuery query) throws SQLException {
    query.next();
    WeakReference<byte[]> first = new WeakReference<>(query.row().bytes());
    query.next();
    query.next();
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(first.get()).isNull();
            });
    query.close();
  }

  @Test
  void aConnectionWhoseRowsNobodyTakesIsGivenUp() throws Exception {
    SourceEngine engine = Engines.shared(TestEngine.MARIADB_11_4);
    try (Connection connection = fresh(engine)) {
      Replay.run(
          connection,
          "CREATE TABLE many (id INT PRIMARY KEY)",
          "INSERT INTO many SELECT seq FROM seq_1_to_100000");
      TableRows rows =
          new TableRows(Replay.table(connection, FROM, "many"), InsertStyle.within(1000 + 1024));
      try (Connection other = Replay.session(engine)) {
        assertThatThrownBy(
                () ->
                    rows.read(
                        other,
                        RowRange.ALL,
                        (sql, offset, length, inserted) -> {
                          throw new IOException("no room");
                        }))
            .isInstanceOf(IOException.class)
            .hasMessage("no room");
        assertThat(other.isClosed()).isTrue();
      }
      drop(connection);
    }
  }

  @Test
  void whatTheServerRefusesLeavesTheConnectionAsItWas() throws Exception {
    try (Connection connection = fresh(Engines.shared(TestEngine.MARIADB_11_4))) {
      Replay.run(connection, "CREATE TABLE gone (word TEXT)");
      TableRows rows =
          new TableRows(Replay.table(connection, FROM, "gone"), InsertStyle.within(1 << 20));
      assertThat(rows.read(connection, RowRange.ALL, (sql, offset, length, inserted) -> {}))
          .isZero();
      Replay.run(connection, "DROP TABLE gone");
      assertThatThrownBy(
              () -> rows.read(connection, RowRange.ALL, (sql, offset, length, inserted) -> {}))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("gone");
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT @@character_set_results")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("utf8mb4");
      }
      drop(connection);
    }
  }
}

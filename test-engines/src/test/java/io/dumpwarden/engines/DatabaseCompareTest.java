package io.dumpwarden.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseCompareTest {

  private static final String A = "compare`a";
  private static final String B = "compare b";

  private static final List<String> OBJECTS =
      List.of(
          """
          CREATE TABLE parent (
            id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) COLLATE utf8mb4_bin,
            note TEXT CHARACTER SET latin1, bits BIT(9), data BLOB, doc JSON, price DECIMAL(9, 3),
            f FLOAT, d DOUBLE, day DATE, at DATETIME(6), seen TIMESTAMP(3) NULL, t TIME(2),
            kind ENUM('a', 'b''c'), some SET('x', 'y'), place POINT, y YEAR,
            gross DECIMAL(9, 2) GENERATED ALWAYS AS (price * 2) STORED)""",
          "CREATE TABLE child (p INT, kind ENUM('', 'a'), FOREIGN KEY (p) REFERENCES parent (id))",
          """
          INSERT INTO parent (name, note, bits, data, doc, price, f, d, day, at, seen, t, kind, some,
            place, y)
          VALUES ('\uD83D\uDC33', 'caf\u00e9', b'100000001', x'00FF1A', '{"a": 1}', 1.5, 1e10, 0.1,
            '2024-02-29', '2026-01-01 00:00:00.000001', '2026-01-01 00:00:00.5', '-01:02:03.04',
            'b''c', 'x,y', ST_GeomFromText('POINT(1 2)'), 2026), (NULL, NULL, NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)""",
          "INSERT INTO child VALUES (1, ''), (1, ''), (2, '')",
          "CREATE VIEW v AS SELECT p.id, c.p FROM parent p JOIN child c ON c.p = p.id",
          "CREATE TRIGGER t1 BEFORE INSERT ON child FOR EACH ROW SET @one = 1",
          "CREATE TRIGGER t2 BEFORE INSERT ON child FOR EACH ROW SET @two = 2",
          "CREATE PROCEDURE p1() SELECT 1",
          "CREATE FUNCTION f1() RETURNS INT DETERMINISTIC NO SQL RETURN 1",
          "CREATE EVENT e1 ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01' DO SET @e = 1");

  /** A change of one database, and how the difference is reported. */
  private record Change(String sql, String reported) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change("UPDATE parent SET name = 'x' WHERE id = 1", "other values in [name]"),
          new Change("UPDATE parent SET data = x'00FF' WHERE id = 1", "other values in [data]"),
          new Change("UPDATE parent SET bits = 1 WHERE id = 1", "other values in [bits]"),
          new Change("UPDATE parent SET place = NULL WHERE id = 1", "other values in [place]"),
          new Change("UPDATE parent SET doc = '[]' WHERE id = 1", "other values in [doc]"),
          new Change("UPDATE parent SET note = '' WHERE id = 2", "other values in [note]"),
          new Change("UPDATE parent SET seen = NOW() WHERE id = 1", "other values in [seen]"),
          new Change("UPDATE parent SET price = 2 WHERE id = 1", "other values in [price, gross]"),
          new Change("DELETE FROM child LIMIT 1", "rows of table child: 3 against 2"),
          new Change("UPDATE child SET p = 2 LIMIT 1", "rows of table child: other values in [p]"),
          new Change("ALTER TABLE child ADD KEY k (p)", "table child differs"),
          new Change("ALTER TABLE child ADD extra INT", "not compared, the columns differ"),
          new Change("CREATE TABLE more (i INT)", "table more: only in the second database"),
          new Change("CREATE OR REPLACE VIEW v AS SELECT 1", "view v differs"),
          new Change("DROP VIEW v", "view v: only in the first database"),
          new Change("DROP TRIGGER t1", "trigger t1: only in the first database"),
          new Change("DROP PROCEDURE p1", "procedure p1: only in the first database"),
          new Change("DROP FUNCTION f1", "function f1: only in the first database"),
          new Change("ALTER EVENT e1 DISABLE", "event e1 differs"),
          new Change("ALTER DATABASE CHARACTER SET latin1", "database differs"),
          new Change("ALTER DATABASE COLLATE utf8mb4_bin", "database differs"),
          new Change("ALTER TABLE parent AUTO_INCREMENT = 77", "AUTO_INCREMENT=77"),
          new Change("ALTER TABLE parent COMMENT 'x'", "table parent differs"),
          new Change("UPDATE parent SET f = 16777216 WHERE id = 1", "other values in [f]"),
          new Change(
              "SET sql_mode = ''; UPDATE child SET kind = 0 LIMIT 1", "checksum of table child: "),
          new Change("DROP PROCEDURE p1; CREATE PROCEDURE p1() SELECT 2", "procedure p1 differs"),
          new Change(
              "DROP PROCEDURE p1; SET @@sql_mode = ''; CREATE PROCEDURE p1() SELECT 1",
              "procedure p1 differs"),
          new Change(
              "DROP FUNCTION f1; CREATE FUNCTION f1() RETURNS INT DETERMINISTIC RETURN 1",
              "function f1 differs"),
          new Change("DROP EVENT e1", "event e1: only in the first database"),
          new Change(
              "DROP TRIGGER t2; CREATE TRIGGER t2 BEFORE INSERT ON child FOR EACH ROW SET @two = 3",
              "trigger t2 differs"),
          new Change("ALTER SQL SECURITY INVOKER VIEW v AS SELECT 1", "view v differs"));

  private static final List<String> MARIADB_OBJECTS =
      List.of(
          "CREATE SEQUENCE s INCREMENT BY 3",
          "CREATE SEQUENCE s2",
          "SELECT NEXTVAL(s)",
          "SET timestamp = 1000000000",
          "CREATE TABLE past (id INT PRIMARY KEY, n INT) WITH SYSTEM VERSIONING",
          "INSERT INTO past VALUES (1, 1), (2, 2)",
          "SET timestamp = 1100000000",
          "UPDATE past SET n = 3 WHERE id = 1",
          "SET timestamp = DEFAULT",
          "SET sql_mode = ORACLE",
          "CREATE PACKAGE k AS PROCEDURE hello; END",
          "CREATE PACKAGE BODY k AS PROCEDURE hello AS BEGIN SELECT 1; END; END",
          "SET sql_mode = DEFAULT");

  private static final List<Change> MARIADB_CHANGES =
      List.of(
          new Change("SELECT SETVAL(s, 5000)", "state of sequence s differs"),
          new Change("ALTER SEQUENCE s2 MAXVALUE 99", "sequence s2 differs"),
          new Change("DROP SEQUENCE s2", "sequence s2: only in the first database"),
          new Change("DELETE HISTORY FROM past", "history of table past: 3 rows against 2"),
          new Change(
              "SET system_versioning_insert_history = 1; DELETE FROM past WHERE id = 2;"
                  + " DELETE HISTORY FROM past; INSERT INTO past (id, n, row_start, row_end) VALUES"
                  + " (1, 1, '2001-09-09 01:46:40', '2004-11-09 11:33:21'),"
                  + " (2, 2, '2001-09-09 01:46:40', '2038-01-19 03:14:07.999999')",
              "history of table past: other values or times"),
          new Change("DROP PACKAGE BODY k", "package body k: only in the first database"),
          new Change("DROP PACKAGE k", "package k: only in the first database"));

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void findsEveryDifference(TestEngine kind) throws Exception {
    try (Connection connection = Engines.shared(kind).connect()) {
      create(connection, A);
      for (Change change : CHANGES) {
        create(connection, B);
        assertThat(DatabaseCompare.differences(connection, A, connection, B)).isEmpty();
        isFound(connection, change);
      }
      drop(connection, A);
      drop(connection, B);
    }
  }

  @Test
  void findsEveryDifferenceOfWhatOnlyMariaDbHas() throws Exception {
    try (Connection connection = Engines.shared(TestEngine.MARIADB_11_4).connect()) {
      create(connection, A, MARIADB_OBJECTS);
      for (Change change : MARIADB_CHANGES) {
        create(connection, B, MARIADB_OBJECTS);
        assertThat(DatabaseCompare.differences(connection, A, connection, B)).isEmpty();
        isFound(connection, change);
      }
      drop(connection, A);
      drop(connection, B);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void findsOneByteInTwentyMegabytes(TestEngine kind) throws Exception {
    try (Connection connection = Engines.shared(kind).connect()) {
      for (String database : List.of(A, B)) {
        create(connection, database, List.of("CREATE TABLE big (id INT, body LONGBLOB)"));
        execute(connection, "INSERT INTO big VALUES (1, REPEAT('0123456789', 2000000))");
      }
      assertThat(DatabaseCompare.differences(connection, A, connection, B)).isEmpty();
      execute(connection, "UPDATE big SET body = INSERT(body, 19999999, 1, 'x')");
      assertThat(DatabaseCompare.differences(connection, A, connection, B))
          .containsExactly("rows of table big: other values in [body]");
      drop(connection, A);
      drop(connection, B);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void tellsDatabasesApartThatDifferByCaseOnly(TestEngine kind) throws Exception {
    try (Connection connection = Engines.shared(kind).connect()) {
      List<String> objects =
          List.of(
              "CREATE TABLE t (i INT)",
              "CREATE TRIGGER t1 BEFORE INSERT ON t FOR EACH ROW SET @one = 1",
              "CREATE TABLE T (j INT)");
      create(connection, "comparecase", objects);
      create(connection, "CompareCase", objects);
      List<String> both = List.of("comparecase", "CompareCase");
      assertThat(DatabaseCompare.differences(connection, connection, both)).isEmpty();
      execute(connection, "DROP TRIGGER t1");
      assertThat(DatabaseCompare.differences(connection, "comparecase", connection, "CompareCase"))
          .anySatisfy(line -> assertThat(line).contains("trigger t1: only in the first database"));
      drop(connection, "comparecase");
      drop(connection, "CompareCase");
    }
  }

  @Test
  void namesTheDatabaseAndSaysOneLineForEachDifference() throws Exception {
    SourceEngine shared = Engines.shared(TestEngine.MARIADB_11_4);
    try (SourceEngine other = Engines.throwaway(TestEngine.MARIADB_11_4);
        Connection a = shared.connect();
        Connection b = other.connect()) {
      create(a, A, OBJECTS);
      create(b, A, OBJECTS);
      execute(b, "CREATE OR REPLACE VIEW v AS SELECT 'a\nb' AS `x\ny`");
      execute(b, "CREATE DATABASE more");
      assertThat(DatabaseCompare.differences(a, b, List.of(A, "more")))
          .hasSize(2)
          .noneMatch(line -> line.contains("\n"))
          .anyMatch(line -> line.startsWith(A + ": view v differs: "))
          .anyMatch(line -> line.equals("more: only on the second server"));
      drop(a, A);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void seesTheOrderOfTriggersAndNotTheOrderOfRows(TestEngine kind) throws Exception {
    try (Connection connection = Engines.shared(kind).connect()) {
      create(connection, A);
      create(connection, B);
      execute(connection, "DELETE FROM child");
      execute(connection, "INSERT INTO child VALUES (2, ''), (1, ''), (1, '')");
      assertThat(DatabaseCompare.differences(connection, A, connection, B)).isEmpty();

      execute(connection, "DROP TRIGGER t1");
      execute(connection, OBJECTS.get(5));
      assertThat(DatabaseCompare.differences(connection, A, connection, B))
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).startsWith("trigger t"));
      drop(connection, A);
      drop(connection, B);
    }
  }

  private static void isFound(Connection connection, Change change) throws SQLException {
    for (String sql : change.sql().split("; (?=[A-Z])")) {
      execute(connection, sql);
    }
    assertThat(DatabaseCompare.differences(connection, A, connection, B))
        .as(change.sql())
        .anySatisfy(line -> assertThat(line).contains(change.reported()));
  }

  private static void create(Connection connection, String database) throws SQLException {
    create(connection, database, OBJECTS);
  }

  /** Anew; leaves it as the default database. */
  private static void create(Connection connection, String database, List<String> objects)
      throws SQLException {
    drop(connection, database);
    // An event keeps the time zone that it was made in, and the comparison changes the session's.
    execute(connection, "SET time_zone = '+00:00'");
    execute(connection, "SET sql_mode = DEFAULT");
    execute(connection, "CREATE DATABASE " + quote(database) + " CHARACTER SET utf8mb4");
    execute(connection, "USE " + quote(database));
    for (String sql : objects) {
      execute(connection, sql);
    }
  }

  private static void drop(Connection connection, String database) throws SQLException {
    execute(connection, "DROP DATABASE IF EXISTS " + quote(database));
  }

  private static String quote(String database) {
    return "`" + database.replace("`", "``") + "`";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

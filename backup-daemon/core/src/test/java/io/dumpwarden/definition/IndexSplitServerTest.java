package io.dumpwarden.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table that is made in parts, with rows in between, is the table that it was. */
class IndexSplitServerTest {

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE parent (id INT PRIMARY KEY, a INT, b INT, UNIQUE KEY z (a, b), KEY y (b), UNIQUE KEY x (b))",
          "CREATE TABLE child (id INT AUTO_INCREMENT, a INT, b INT, c INT, n INT NOT NULL, KEY plain (c), PRIMARY KEY (id), UNIQUE KEY n (n),"
              + " CONSTRAINT z FOREIGN KEY (a, b) REFERENCES parent (a, b) ON DELETE SET NULL, CONSTRAINT self FOREIGN KEY (c) REFERENCES child (id), FOREIGN KEY (b) REFERENCES parent (id))",
          "CREATE TABLE texts (id INT PRIMARY KEY, t TEXT, w VARCHAR(99) COMMENT 'it''s, (', p POINT NOT NULL, q POINT NOT NULL, FULLTEXT KEY b (w, t), SPATIAL KEY q (q), KEY a (w(5), t(7)), FULLTEXT KEY `c``c` (t), SPATIAL KEY s (p), UNIQUE KEY d (w) COMMENT 'x, y') COMMENT 'a (b'",
          "CREATE TABLE counts (a INT PRIMARY KEY, n INT NOT NULL AUTO_INCREMENT, KEY z (a), KEY counts (n), KEY b (n, a), UNIQUE KEY y (a))",
          "CREATE TABLE no_primary (a INT NOT NULL, b INT, UNIQUE KEY u (a), KEY k (b), UNIQUE KEY v (b))",
          "CREATE TABLE computed (a INT PRIMARY KEY, g INT AS (a + 1) VIRTUAL, s INT AS (a + 2) STORED, w VARCHAR(9), KEY w (w), KEY g (g), KEY s (s, w), KEY a (a DESC))",
          "CREATE TABLE parts (a INT, b INT, PRIMARY KEY (a), KEY b (b), KEY c (b, a)) PARTITION BY HASH (a) PARTITIONS 3",
          "CREATE TABLE packed (a INT PRIMARY KEY, b INT, KEY b (b)) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 4");

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void isMadeAsItWas(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh("definition_whole");
    source.fresh("definition_parts");
    try (Connection connection = source.engine().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET foreign_key_checks = 0, unique_checks = 0");
      statement.execute("USE definition_whole");
      for (String table : TABLES) {
        statement.execute(table);
      }
      addOwn(kind, statement);
      List<String> whole = shown(statement);
      statement.execute("USE definition_parts");
      remake(whole, statement);
      assertThat(shown(statement)).isEqualTo(whole);
    }
    source.execute("DROP DATABASE definition_whole", "DROP DATABASE definition_parts");
  }

  private static void addOwn(TestEngine kind, Statement statement) throws SQLException {
    if (kind == TestEngine.MARIADB_11_4) {
      statement.execute(
          "CREATE TABLE own (id INT PRIMARY KEY, a INT, b BLOB, KEY a (a) IGNORED, UNIQUE KEY b (b), KEY c (a), UNIQUE KEY e (a))");
      statement.execute(
          "CREATE TABLE periods (id INT, since DATE, till DATE, n INT, PERIOD FOR valid (since, till), UNIQUE (id, valid WITHOUT OVERLAPS), KEY n (n))");
    } else {
      statement.execute(
          "CREATE TABLE own (id INT PRIMARY KEY, a INT, j JSON, KEY a (a) INVISIBLE, KEY f ((a + 1)), UNIQUE KEY b (a), KEY c (a), FULLTEXT KEY g (w) WITH PARSER ngram, w TEXT)"
              .replace(", KEY f ((a + 1))", kind == TestEngine.MYSQL_9 ? ", KEY f ((a + 1))" : ""));
    }
  }

  private static void remake(List<String> whole, Statement statement) throws SQLException {
    List<String> indexes = new ArrayList<>();
    List<String> foreignKeys = new ArrayList<>();
    for (String table : whole) {
      Optional<IndexSplit> split = IndexSplit.of(table);
      assertThat(split).as(table).isPresent();
      statement.execute(split.get().create());
      indexes.addAll(split.get().indexes());
      foreignKeys.addAll(split.get().foreignKeys());
    }
    statement.execute("INSERT INTO parent VALUES (1, 1, 1), (2, 2, 2)");
    statement.execute("INSERT INTO child VALUES (1, 1, 1, 2, 1), (2, 2, 2, 1, 2)");
    statement.execute("ALTER TABLE child AUTO_INCREMENT = 1");
    for (String index : indexes) {
      statement.execute(index);
    }
    for (String foreignKey : foreignKeys) {
      statement.execute(foreignKey);
    }
    statement.execute("DELETE FROM child");
    statement.execute("ALTER TABLE child AUTO_INCREMENT = 1");
  }

  private static List<String> shown(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet tables = statement.executeQuery("SHOW TABLES")) {
      while (tables.next()) {
        names.add(tables.getString(1));
      }
    }
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE `" + name + "`")) {
        row.next();
        shown.add(row.getString(2));
      }
    }
    return shown;
  }
}

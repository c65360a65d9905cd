package io.dumpwarden.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableShapeQueryTest {

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void readsColumnsKeysAndEstimates(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh("shapes");
    source.execute(
        "USE shapes",
        """
        CREATE TABLE plain (
          id BIGINT UNSIGNED NOT NULL, name VARCHAR(20) CHARACTER SET latin1 NOT NULL,
          note TEXT CHARACTER SET utf8mb4, raw VARBINARY(9), later INT AS (id + 1) VIRTUAL,
          kept INT AS (id + 2) STORED, at DATETIME(3) NULL DEFAULT CURRENT_TIMESTAMP(3),
          UNIQUE KEY by_name (name), UNIQUE KEY by_raw (raw), KEY by_start (note(5)),
          PRIMARY KEY (id, name)) ENGINE=InnoDB""",
        "INSERT INTO plain (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c')",
        "CREATE TABLE bare (a INT) ENGINE=MyISAM",
        "CREATE TABLE fast (a INT PRIMARY KEY) ENGINE=MEMORY",
        "CREATE VIEW seen AS SELECT id FROM plain",
        "ANALYZE TABLE plain");

    List<TableShape> shapes = shapes(source, "shapes");

    assertThat(shapes).extracting(TableShape::name).containsExactly("bare", "fast", "plain");
    assertThat(shapes).extracting(TableShape::engine).containsExactly("MyISAM", "MEMORY", "InnoDB");
    assertThat(shapes).extracting(TableShape::database).containsOnly("shapes");
    TableShape plain = shapes.get(2);
    assertThat(plain.rowEstimate()).isEqualTo(3);
    assertThat(plain.dataBytes()).isPositive();
    assertThat(plain.columns())
        .extracting(
            ColumnFacts::name,
            ColumnFacts::type,
            ColumnFacts::characterSet,
            ColumnFacts::nullable,
            ColumnFacts::generated)
        .containsExactly(
            tuple("id", "bigint", null, false, false),
            tuple("name", "varchar", "latin1", false, false),
            tuple("note", "text", "utf8mb4", true, false),
            tuple("raw", "varbinary", null, true, false),
            tuple("later", "int", null, true, true),
            tuple("kept", "int", null, true, true),
            tuple("at", "datetime", null, true, false));
    assertThat(plain.columns().get(0).columnType()).contains("unsigned");
    assertThat(plain.keys().get(0))
        .isEqualTo(new KeyFacts("PRIMARY", true, true, List.of("id", "name")));
    assertThat(plain.keys())
        .extracting(KeyFacts::name, KeyFacts::unique, KeyFacts::whole)
        .containsExactlyInAnyOrder(
            tuple("PRIMARY", true, true),
            tuple("by_name", true, true),
            tuple("by_raw", true, false),
            tuple("by_start", false, false));
    assertThat(shapes.get(0).keys()).isEmpty();
    assertThat(shapes.get(1).keys())
        .containsExactly(new KeyFacts("PRIMARY", true, false, List.of("a")));
  }

  @Test
  void historyIsToldFromTheColumnsThatHoldIt() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("shapes_past");
    source.execute(
        "USE shapes_past",
        "CREATE TABLE hidden (a INT PRIMARY KEY) WITH SYSTEM VERSIONING",
        """
        CREATE TABLE shown (a INT PRIMARY KEY, secret INT INVISIBLE DEFAULT 3,
          s TIMESTAMP(6) GENERATED ALWAYS AS ROW START, e TIMESTAMP(6) GENERATED ALWAYS AS ROW END,
          PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING""",
        "CREATE TABLE usual (id INT PRIMARY KEY, a INT NOT NULL, UNIQUE KEY k (a) IGNORED)",
        "CREATE SEQUENCE counter");

    List<TableShape> shapes = shapes(source, "shapes_past");

    assertThat(shapes)
        .extracting(TableShape::name, TableShape::systemVersioned)
        .containsExactly(tuple("hidden", true), tuple("shown", true), tuple("usual", false));
    assertThat(shapes.get(1).columns())
        .extracting(ColumnFacts::name, ColumnFacts::generated)
        .startsWith(tuple("a", false), tuple("secret", false), tuple("s", true))
        .contains(tuple("e", true));
    assertThat(shapes.get(2).keys()).extracting(KeyFacts::whole).containsExactly(true, false);
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MYSQL_9"})
  void readsWhatOnlyMysqlHas(TestEngine kind) throws Exception {
    Source source = Source.of(Engines.shared(kind));
    source.fresh("shapes_mysql");
    source.execute(
        "USE shapes_mysql",
        """
        CREATE TABLE t (a INT NOT NULL, p POINT NOT NULL SRID 4326, q POINT, UNIQUE KEY f ((a + 1)),
          UNIQUE KEY mixed (a, b DESC), UNIQUE KEY down (a DESC), UNIQUE KEY gone (a) INVISIBLE,
          b INT NOT NULL)""");

    TableShape shape = shapes(source, "shapes_mysql").get(0);

    assertThat(shape.columns())
        .extracting(ColumnFacts::name, ColumnFacts::srid)
        .containsExactly(tuple("a", null), tuple("p", 4326), tuple("q", null), tuple("b", null));
    assertThat(shape.keys())
        .containsExactlyInAnyOrder(
            new KeyFacts("f", true, false, List.of()),
            new KeyFacts("mixed", true, false, List.of("a", "b")),
            new KeyFacts("down", true, true, List.of("a")),
            new KeyFacts("gone", true, false, List.of("a")));
  }

  @Test
  void namesAreComparedExactly() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    source.fresh("shapes_twin");
    source.fresh("SHAPES_TWIN");
    source.execute(
        "CREATE TABLE shapes_twin.t (low INT)",
        "CREATE TABLE shapes_twin.T (x INT PRIMARY KEY)",
        "CREATE TABLE SHAPES_TWIN.t (high INT)");

    assertThat(shapes(source, "shapes_twin")).hasSize(2);
    assertThat(shapes(source, "shapes_twin"))
        .filteredOn(shape -> shape.name().equals("t"))
        .flatExtracting(TableShape::columns)
        .extracting(ColumnFacts::name)
        .containsExactly("low");
    assertThat(shapes(source, "SHAPES_TWIN"))
        .flatExtracting(TableShape::columns)
        .extracting(ColumnFacts::name)
        .containsExactly("high");
    assertThat(shapes(source, "shapes_none")).isEmpty();
  }

  @Test
  void estimatesAreOfTodayAndTheSessionIsAsBefore() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MYSQL_8_0));
    source.fresh("shapes_grown");
    source.execute("USE shapes_grown", "CREATE TABLE t (a INT PRIMARY KEY)", "ANALYZE TABLE t");
    try (Connection connection = connect(source);
        Statement statement = connection.createStatement()) {
      assertThat(new TableShapeQuery().of(connection, "shapes_grown").get(0).rowEstimate())
          .isZero();
      String rows = String.join("),(", IntStream.range(0, 500).mapToObj(String::valueOf).toList());
      statement.execute("INSERT INTO shapes_grown.t VALUES (" + rows + ")");

      assertThat(new TableShapeQuery().of(connection, "shapes_grown").get(0).rowEstimate())
          .isEqualTo(500);
      try (var row = statement.executeQuery("SELECT @@information_schema_stats_expiry")) {
        row.next();
        assertThat(row.getLong(1)).isEqualTo(86_400);
      }
    }
  }

  private static List<TableShape> shapes(Source source, String database) throws SQLException {
    try (Connection connection = connect(source)) {
      return new TableShapeQuery().of(connection, database);
    }
  }

  private static Connection connect(Source source) {
    return new ServerConnector(Duration.ofMinutes(1)).connect(source.login());
  }
}

package io.dumpwarden.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.TableShape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowsRoundTripTest {

  private static final String FROM = "rows_from";
  private static final String TO = "rows_to";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void valuesOfEveryTypeComeBackByTheStockClientAndByTheDriver(TestEngine which) throws Exception {
    roundTrip(which, new Random(7), 40);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void manyRandomValuesComeBack(TestEngine which) throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      roundTrip(which, new Random(seed), 400);
    }
  }

  private void roundTrip(TestEngine which, Random random, int rows) throws Exception {
    SourceEngine engine = Engines.shared(which);
    try (Connection connection = Replay.session(engine)) {
      Replay.run(
          connection,
          "DROP DATABASE IF EXISTS " + FROM,
          "CREATE DATABASE " + FROM + " CHARACTER SET utf8mb4",
          "USE " + FROM);
      fill(connection, "numbers", Kind.numbers(), random, rows);
      fill(connection, "reals", Kind.reals(), random, rows);
      fill(connection, "times", Kind.times(), random, rows);
      fill(connection, "byte`s \"it's\" 漢", Kind.bytes(), random, rows);
      fill(connection, "texts", Kind.texts(), random, rows);
      fill(connection, "more", MoreKinds.of(engine), random, rows);
      fill(connection, "charsets", MoreKinds.characterSets(connection), random, rows);

      Replay.likewise(connection, FROM, TO);
      new Replay(engine).byDriver(FROM, TO, true);
      assertThat(DatabaseCompare.differences(connection, FROM, connection, TO)).isEmpty();

      Replay.likewise(connection, FROM, TO);
      new Replay(engine).byDriver(FROM, TO, false);
      assertThat(DatabaseCompare.differences(connection, FROM, connection, TO)).isEmpty();

      Replay.likewise(connection, FROM, TO);
      new Replay(engine).byClient(FROM, TO, folder);
      assertThat(DatabaseCompare.differences(connection, FROM, connection, TO)).isEmpty();
      Replay.run(connection, "DROP DATABASE " + FROM, "DROP DATABASE " + TO);
    }
  }

  /** Floating-point numbers and zeros in front are told otherwise, but come back as well. */
  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void preparedStatementsYieldTheSameRowsAsPlainOnes(TestEngine which) throws Exception {
    SourceEngine engine = Engines.shared(which);
    try (Connection connection = Replay.session(engine)) {
      String database = "rows_twice";
      Replay.run(
          connection,
          "DROP DATABASE IF EXISTS " + database,
          "CREATE DATABASE " + database + " CHARACTER SET utf8mb4",
          "USE " + database);
      Random random = new Random(3);
      List<Kind> numbers =
          Kind.numbers().stream().filter(kind -> !kind.type().contains("ZEROFILL")).toList();
      fill(connection, "numbers", numbers, random, 40);
      fill(connection, "times", Kind.times(), random, 40);
      fill(connection, "bytes", Kind.bytes(), random, 40);
      fill(connection, "texts", Kind.texts(), random, 40);
      fill(connection, "more", MoreKinds.of(engine), random, 40);
      fill(connection, "charsets", MoreKinds.characterSets(connection), random, 40);
      for (TableShape table : Replay.tables(connection, database)) {
        assertThat(Replay.statements(connection, Replay.rows(table, true)))
            .as(table.name())
            .isNotEmpty()
            .isEqualTo(Replay.statements(connection, Replay.rows(table, false)));
      }
      Replay.run(connection, "DROP DATABASE " + database);
    }
  }

  /** All columns may be null, and are so in one row; the others begin with the edges. */
  private static void fill(
      Connection connection, String name, List<Kind> kinds, Random random, int rows)
      throws SQLException {
    String table = ColumnPlan.quoted(name);
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      columns.add("`c `` \"'" + i + " 漢` " + kinds.get(i).type());
    }
    Replay.run(connection, "CREATE TABLE " + table + " (" + String.join(", ", columns) + ")");
    for (int row = 0; row < rows; row++) {
      List<String> values = new ArrayList<>();
      for (Kind kind : kinds) {
        boolean none = row == rows - 1 || random.nextInt(10) == 0 && row >= kind.edges().size();
        values.add(none ? "NULL" : kind.value(row, random));
      }
      Replay.run(
          connection, "INSERT INTO " + table + " VALUES (" + String.join(", ", values) + ")");
    }
  }
}

package io.dumpwarden.chunk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.TableShape;
import io.dumpwarden.source.TableShapeQuery;
import io.dumpwarden.testing.Property;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkPropertyTest {

  /** Some hundred rows. */
  private static final long TARGET = 16_000;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void chunksHoldEveryRowOnce(TestEngine kind) throws Exception {
    check(kind, 16);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void chunksOfManyTablesHoldEveryRowOnce(TestEngine kind) throws Exception {
    check(kind, 150);
  }

  private static void check(TestEngine kind, int tries) throws SQLException {
    Source source = Source.of(Engines.shared(kind));
    source.fresh("chunk_drawn");
    boolean mariaDb = source.engine().flavor().equals("mariadb");
    try (Connection filling = Sessions.open(source);
        Connection reading = Sessions.open(source)) {
      filling.setCatalog("chunk_drawn");
      Property.forAll(
          tries,
          draw -> ChunkedTable.draw(draw, mariaDb),
          table -> {
            try {
              fill(table, filling);
              check(table, reading);
              Sessions.end(reading);
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  private static void fill(ChunkedTable table, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS `t``1`");
      statement.execute(table.definition());
      for (String insert : table.inserts()) {
        statement.execute(insert);
      }
      statement.execute("ANALYZE TABLE `t``1`");
    }
  }

  private static void check(ChunkedTable table, Connection connection) throws SQLException {
    Sessions.snapshot(connection);
    TableShape shape = new TableShapeQuery().of(connection, "chunk_drawn").get(0);
    List<List<String>> parts = new ArrayList<>();
    TableCutter cutter = new TableCutter(shape, TARGET);
    while (!cutter.isDone()) {
      parts.add(keys(table, connection, cutter.next(connection).orElseThrow()));
    }
    List<String> all = keys(table, connection, "");
    assertThat(parts.stream().flatMap(List::stream).toList())
        .as("chunks of %s", parts.stream().map(List::size).toList())
        .isEqualTo(all);
    if (!table.usable()) {
      assertThat(parts).hasSize(1);
    } else if (table.kinds().get(0).type().matches(".*(INT|UUID|BINARY|DECIMAL|TIME).*")
        && table.kinds().size() == 1) {
      assertThat(parts.stream().mapToInt(List::size).max().orElseThrow())
          .as("the largest of %s", parts.stream().map(List::size).toList())
          .isLessThanOrEqualTo(Math.max(500, (int) (3 * TARGET / RowBytes.of(shape))));
    }
  }

  private static List<String> keys(ChunkedTable table, Connection connection, Chunk chunk)
      throws SQLException {
    return chunk.condition() == null
        ? keys(table, connection, "")
        : keys(
            table,
            connection,
            " FORCE INDEX (" + KeyColumn.quoted(chunk.key()) + ") WHERE " + chunk.condition());
  }

  /** In the key's order. */
  private static List<String> keys(ChunkedTable table, Connection connection, String rest)
      throws SQLException {
    String columns = ChunkedTable.columns(table.kinds().size());
    String values =
        IntStream.range(0, table.kinds().size())
            .mapToObj(i -> "HEX(`k``" + i + "`)")
            .collect(joining(",'/',", "CONCAT(", ")"));
    List<String> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s FROM chunk_drawn.`t``1`%s ORDER BY %s"
                    .formatted(values, rest, columns))) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }
}

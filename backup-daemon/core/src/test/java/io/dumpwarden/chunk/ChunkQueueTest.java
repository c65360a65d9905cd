package io.dumpwarden.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.TableShape;
import io.dumpwarden.source.TableShapeQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkQueueTest {

  private static final long TARGET = 1_000_000;

  private static final Set<TestEngine> FILLED = EnumSet.noneOf(TestEngine.class);

  /** A table's rows, and a sum that knows which ones they are. */
  private record Rows(long count, long sum) {
    Rows plus(Rows other) {
      return new Rows(count + other.count, sum + other.sum);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void workersShareTheRowsOfAllTables(TestEngine kind) throws Exception {
    Source source = filled(kind);
    List<TableShape> tables = tables(source);
    ChunkQueue queue = new ChunkQueue(tables, TARGET);
    List<Future<Map<String, Rows>>> workers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 4; i++) {
        workers.add(pool.submit(() -> work(queue, source)));
      }
      Map<String, Rows> found = new TreeMap<>();
      for (Future<Map<String, Rows>> worker : workers) {
        worker.get().forEach((table, rows) -> found.merge(table, rows, Rows::plus));
      }
      assertThat(found).isEqualTo(whole(source, tables));
      assertThat(queue.remainingBytes()).isZero();
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void cuttingReadsHardlyAnyRow(TestEngine kind) throws Exception {
    Source source = filled(kind);
    TableShape orders =
        tables(source).stream().filter(t -> t.name().equals("orders")).findFirst().orElseThrow();
    List<Chunk> chunks = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    try (Connection connection = Sessions.open(source)) {
      Sessions.snapshot(connection);
      ChunkQueue queue = new ChunkQueue(List.of(orders), TARGET);
      long before = handlerReads(connection);
      for (Optional<Chunk> c = queue.next(connection); c.isPresent(); c = queue.next(connection)) {
        chunks.add(c.get());
      }
      assertThat(handlerReads(connection) - before).isLessThan(30L * chunks.size() + 2000);
      for (Chunk chunk : chunks) {
        sizes.add(rows(chunk, connection).count());
      }
    }
    long even = 200_000 / chunks.size();
    assertThat(chunks).hasSizeBetween(9, 40);
    assertThat(sizes).as("rows of each chunk").allMatch(size -> size < 2 * even);
    assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(200_000);
  }

  @Test
  void whatIsSeenDecidesHowLargeLaterChunksAre() throws Exception {
    Source source = filled(TestEngine.MARIADB_11_4);
    TableShape orders =
        tables(source).stream().filter(t -> t.name().equals("orders")).findFirst().orElseThrow();
    try (Connection connection = Sessions.open(source)) {
      ChunkQueue queue = new ChunkQueue(List.of(orders), TARGET);
      Chunk first = queue.next(connection).orElseThrow();
      long count = rows(first, connection).count();
      queue.seen(first, count, 4 * TARGET);
      Chunk second = queue.next(connection).orElseThrow();

      assertThat(second.bytes()).isBetween(TARGET / 2, 2 * TARGET);
      assertThat(rows(second, connection).count()).isBetween(count / 8, count / 2);
    }
  }

  @Test
  void theMostWorkComesFirst() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    ChunkQueue queue =
        new ChunkQueue(
            List.of(
                Shapes.heap("small", 10, 16_384),
                Shapes.heap("large", 900_000, 90_000_000),
                Shapes.heap("middle", 50_000, 2_000_000)),
            TARGET);
    try (Connection connection = Sessions.open(source)) {
      List<String> order = new ArrayList<>();
      for (Optional<Chunk> c = queue.next(connection); c.isPresent(); c = queue.next(connection)) {
        order.add(c.get().table().name());
        assertThat(c.get().condition()).isNull();
      }
      assertThat(order).containsExactly("large", "middle", "small");
    }
  }

  @Test
  void aTableThatCannotBeCutAnyMoreIsLeftWholeAndALostConnectionIsTold() throws Exception {
    Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    TableShape gone =
        Shapes.of(
            "gone",
            List.of(Shapes.column("id", "int")),
            List.of(Shapes.key("PRIMARY", true, true, "id")),
            900_000,
            90_000_000);
    try (Connection connection = Sessions.open(source)) {
      ChunkQueue queue = new ChunkQueue(List.of(gone), TARGET);
      assertThat(queue.next(connection)).map(Chunk::condition).isEmpty();
      assertThat(queue.next(connection)).isEmpty();

      connection.close();
      ChunkQueue other = new ChunkQueue(List.of(gone), TARGET);
      assertThatThrownBy(() -> other.next(connection)).hasMessageContaining("shop.gone");
    }
  }

  private static synchronized Source filled(TestEngine kind) throws SQLException {
    Source source = Source.of(Engines.shared(kind));
    if (FILLED.add(kind)) {
      fill(source);
    }
    return source;
  }

  private static void fill(Source source) throws SQLException {
    source.fresh("chunk_queue");
    source.execute("USE chunk_queue", Digits.TABLE[0], Digits.TABLE[1]);
    source.execute(
        "USE chunk_queue",
        "CREATE TABLE orders (id BIGINT PRIMARY KEY, note VARCHAR(60), at DATETIME) ENGINE=InnoDB",
        "INSERT INTO orders "
            + Digits.select("# * 7 - 300000, REPEAT('x', # % 60), '2020-01-01'", 5),
        "INSERT INTO orders "
            + Digits.select("# + 4000000000, REPEAT('y', # % 60), '2020-01-01'", 5),
        """
        CREATE TABLE people (tenant INT, code CHAR(32) CHARACTER SET latin1, PRIMARY KEY (tenant, code))
        ENGINE=InnoDB""",
        "INSERT INTO people " + Digits.select("IF(# % 10, 5, # % 50), MD5(#)", 4),
        "CREATE TABLE heap (a INT) ENGINE=InnoDB",
        "INSERT INTO heap " + Digits.select("#", 4),
        "CREATE TABLE nothing (a INT PRIMARY KEY)",
        "ANALYZE TABLE orders, people, heap, nothing");
  }

  private static List<TableShape> tables(Source source) throws SQLException {
    try (Connection connection = Sessions.open(source)) {
      return new TableShapeQuery().of(connection, "chunk_queue");
    }
  }

  private static Map<String, Rows> work(ChunkQueue queue, Source source) throws Exception {
    Map<String, Rows> found = new TreeMap<>();
    try (Connection connection = Sessions.open(source)) {
      Sessions.snapshot(connection);
      for (Optional<Chunk> c = queue.next(connection); c.isPresent(); c = queue.next(connection)) {
        Rows rows = rows(c.get(), connection);
        queue.seen(c.get(), rows.count(), rows.count() * 60);
        found.merge(c.get().table().name(), rows, Rows::plus);
      }
    }
    return found;
  }

  private static Map<String, Rows> whole(Source source, List<TableShape> tables)
      throws SQLException {
    Map<String, Rows> all = new TreeMap<>();
    try (Connection connection = Sessions.open(source)) {
      for (TableShape table : tables) {
        all.put(table.name(), rows(new Chunk(table, null, null, null, null, 0, 0), connection));
      }
    }
    return all;
  }

  private static Rows rows(Chunk chunk, Connection connection) throws SQLException {
    String columns =
        String.join(",", chunk.table().columns().stream().map(c -> "`" + c.name() + "`").toList());
    String rest =
        chunk.condition() == null
            ? ""
            : " FORCE INDEX (" + chunk.key() + ") WHERE " + chunk.condition();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*), SUM(CRC32(CONCAT_WS('/', %s))) FROM chunk_queue.%s%s"
                    .formatted(columns, chunk.table().name(), rest))) {
      row.next();
      return new Rows(row.getLong(1), row.getLong(2));
    }
  }

  /** Rows that the session asked engines for, those of SHOW STATUS itself among them. */
  private static long handlerReads(Connection connection) throws SQLException {
    long reads = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
      while (rows.next()) {
        reads += rows.getLong(2);
      }
    }
    return reads;
  }
}

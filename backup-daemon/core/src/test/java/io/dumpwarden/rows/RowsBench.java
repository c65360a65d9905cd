package io.dumpwarden.rows;

import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.TableShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares reading rows over one connection with mariadb-dump, in turn, without compression: wall
 * clock, and CPU time of reader and server. To be started by hand; ends by itself.
 */
public final class RowsBench {

  private static final String DATABASE = "rows_bench";

  private final LocalEngine engine;
  private final Connection connection;

  private RowsBench(LocalEngine engine, Connection connection) {
    this.engine = engine;
    this.connection = connection;
  }

  /**
   * @param arguments how many thousand rows the tables have, and how many pairs of runs there are
   */
  public static void main(String[] arguments) throws Exception {
    int thousands = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
    int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    try (LocalEngine engine =
            (LocalEngine)
                Engines.throwaway(
                    TestEngine.MARIADB_11_4,
                    "--innodb-buffer-pool-size=1G",
                    "--innodb-flush-log-at-trx-commit=0");
        Connection connection = Replay.session(engine)) {
      RowsBench bench = new RowsBench(engine, connection);
      bench.fill(thousands);
      for (String table : List.of("numbers", "texts", "bytes", "mixed")) {
        for (int pair = 0; pair < pairs; pair++) {
          bench.rows(table);
          bench.tool(table);
        }
      }
    }
  }

  private void fill(int thousands) throws Exception {
    Replay.run(
        connection,
        "CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4",
        "USE " + DATABASE,
        """
        CREATE TABLE numbers (id BIGINT PRIMARY KEY, a INT NOT NULL, b INT, c BIGINT, d DECIMAL(12,2),
          e DOUBLE, f TINYINT, g DATETIME, h TIMESTAMP(6) NULL, i DATE, j SMALLINT UNSIGNED)""",
        """
        CREATE TABLE texts (id BIGINT PRIMARY KEY, name VARCHAR(60), mail VARCHAR(90) CHARACTER SET latin1,
          body TEXT, doc JSON)""",
        "CREATE TABLE bytes (id BIGINT PRIMARY KEY, hash BINARY(32), data BLOB)",
        """
        CREATE TABLE mixed (id BIGINT PRIMARY KEY, a INT, price DECIMAL(12,2), at DATETIME, name VARCHAR(60),
          body TEXT, doc JSON, hash BINARY(16), state ENUM('new','paid','sent'))""");
    Replay.run(
        connection,
        """
        INSERT INTO numbers SELECT seq, seq * 7919 %% 1000003, NULLIF(seq %% 13, 5), seq * 1234567891,
          seq / 7, RAND(seq), seq %% 100, '2020-01-01' + INTERVAL seq SECOND,
          '2020-01-01' + INTERVAL seq * 1001 MICROSECOND, '2000-01-01' + INTERVAL seq %% 9999 DAY, seq %% 65536
        FROM seq_1_to_%d"""
            .formatted(thousands * 1000),
        """
        INSERT INTO texts SELECT seq, CONCAT('Müller it''s ', seq), CONCAT('user', seq, '@example.com'),
          REPEAT(CONCAT('Some words, and then some more of them.\\n', seq), 8),
          CONCAT('{"id": ', seq, ', "tags": ["a", "b", "漢字"], "note": "', MD5(seq), '"}')
        FROM seq_1_to_%d"""
            .formatted(thousands * 300),
        """
        INSERT INTO bytes SELECT seq, UNHEX(SHA2(seq, 256)), REPEAT(UNHEX(SHA2(seq, 512)), 8)
        FROM seq_1_to_%d"""
            .formatted(thousands * 200),
        """
        INSERT INTO mixed SELECT seq, seq * 7919 %% 1000003, seq / 7, '2020-01-01' + INTERVAL seq SECOND,
          CONCAT('Müller it''s ', seq), REPEAT(CONCAT('Some words, ', seq), 9),
          CONCAT('{"id": ', seq, ', "note": "', MD5(seq), '"}'), UNHEX(MD5(seq)), 1 + seq %% 3
        FROM seq_1_to_%d"""
            .formatted(thousands * 300),
        "ANALYZE TABLE numbers, texts, bytes, mixed");
  }

  private void rows(String table) throws Exception {
    TableShape shape = Replay.table(connection, DATABASE, table);
    TableRows rows = new TableRows(shape, InsertStyle.within(1 << 24));
    long[] bytes = {0};
    Replay.run(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
    double server = cpu(engine.pid());
    double own = cpu(ProcessHandle.current().pid());
    long begin = System.nanoTime();
    rows.read(
        connection, RowRange.ALL, (sql, offset, length, count) -> bytes[0] += length - offset);
    double seconds = (System.nanoTime() - begin) / 1e9;
    tell(table, "rows", bytes[0], seconds, cpu(ProcessHandle.current().pid()) - own, server);
    Replay.run(connection, "COMMIT");
  }

  private void tool(String table) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                engine.toolFolders().get(0).resolve("mariadb-dump").toString(),
                "--no-defaults",
                "--host=" + engine.host(),
                "--port=" + engine.port(),
                "--user=" + engine.rootUser(),
                "--skip-ssl",
                "--single-transaction",
                "--quick",
                "--hex-blob",
                "--no-create-info",
                DATABASE,
                table));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MYSQL_PWD", engine.rootPassword());
    Path null_ = Path.of("/dev/null");
    builder.redirectOutput(null_.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    double server = cpu(engine.pid());
    long begin = System.nanoTime();
    Process process = builder.start();
    Duration own = Duration.ZERO;
    while (!process.waitFor(5, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      own = process.info().totalCpuDuration().orElse(own);
    }
    tell(table, "dump", 0, (System.nanoTime() - begin) / 1e9, own.toMillis() / 1e3, server);
  }

  private void tell(
      String table, String what, long bytes, double seconds, double own, double serverBefore)
      throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%s %s: %.2f s, %.2f s of its own CPU, %.2f s of the server's, %.0f MB, %.0f MB/s%n",
        table,
        what,
        seconds,
        own,
        cpu(engine.pid()) - serverBefore,
        bytes / 1e6,
        bytes / 1e6 / seconds);
  }

  /** User and system time of a process in seconds, as Linux tells it in hundredths. */
  private static double cpu(long pid) throws Exception {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }
}

package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table that is large enough for keys and statistics of its own time. */
class FilledAtOnceTest {

  private static final String DATABASE = "load_at_once";
  private static final int PARTS = 4;
  private static final int ROWS = 50;
  private static final String TEXTS =
      " WHERE TABLE_SCHEMA = 'load_at_once' AND TABLE_NAME = 'texts'";

  private final RunControl control = new RunControl(Thread.currentThread());

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void leavesTheTableAsItWasDumped(TestEngine engine) throws Exception {
    Source server = server(engine);

    load(server, dump(PARTS, false), "token", false);

    assertThat(one(server, "SELECT CONCAT(COUNT(*), ' ', SUM(id)) FROM load_at_once.texts"))
        .isEqualTo("200 20100");
    assertThat(one(server, "SELECT CREATE_OPTIONS FROM information_schema.TABLES" + TEXTS))
        .isEmpty();
    assertThat(one(server, "SELECT COUNT(*) FROM information_schema.STATISTICS" + TEXTS))
        .isEqualTo("2");
  }

  @Test
  void countsWhatIsThereAfterwards() throws Exception {
    Source server = server(TestEngine.MARIADB_11_4);

    load(server, dump(PARTS, false), "token", false);

    for (String table : List.of("texts", "plain")) {
      assertThat(
              one(
                  server,
                  "SELECT n_rows FROM mysql.innodb_table_stats WHERE database_name = '%s' AND table_name = '%s'"
                      .formatted(DATABASE, table)))
          .isNotEqualTo("0");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void namesThePartThatWasRefused(TestEngine engine) throws Exception {
    Source server = server(engine);

    assertThatThrownBy(() -> load(server, dump(PARTS, true), "token", false))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RESTORE_FAILED))
        .hasMessageContaining("the rows of `load_at_once`.`texts` where (60,")
        .hasMessageContaining("line 2 of it")
        .hasMessageContaining("Duplicate entry '60'");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void goesOnWhereItStopped(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = dump(PARTS, false);
    AtomicInteger opened = new AtomicInteger();
    dump.onOpen =
        () -> {
          if (opened.incrementAndGet() == 4) {
            throw new IllegalStateException("the process died");
          }
        };
    assertThatThrownBy(() -> load(server, dump, "token", false)).hasMessageContaining("died");
    dump.onOpen = () -> {};

    load(server, dump, "token", true);

    assertThat(one(server, "SELECT CONCAT(COUNT(*), ' ', SUM(id)) FROM load_at_once.texts"))
        .isEqualTo("200 20100");
    assertThat(one(server, "SELECT CREATE_OPTIONS FROM information_schema.TABLES" + TEXTS))
        .isEmpty();
  }

  /** To tell MariaDB to leave its statistics would be to have it copied. */
  @Test
  void loadsATableThatCannotBeAlteredInPlace() throws Exception {
    Source server = server(TestEngine.MARIADB_11_4);
    FramedSql dump =
        new FramedSql()
            .definitions(
                FramedSql.HEAD
                    + """
                    CREATE DATABASE `load_at_once`;
                    USE `load_at_once`;
                    CREATE TABLE `odd` (
                      `id` int NOT NULL,
                      `text` mediumtext DEFAULT NULL,
                      `since` date NOT NULL DEFAULT '2000-01-01',
                      `until` date NOT NULL DEFAULT '2001-01-01',
                      PERIOD FOR `valid` (`since`, `until`),
                      UNIQUE KEY `of` (`id`,`valid` WITHOUT OVERLAPS)
                    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                    """);
    for (int part = 0; part < PARTS; part++) {
      int first = 1 + part * ROWS;
      dump.rows(DATABASE, "odd", "`id`,`text`", rows(first, first + ROWS));
    }

    load(server, dump.rest("-- Dump completed on 2026-01-02  3:04:05\n"), "token", false);

    assertThat(one(server, "SELECT COUNT(*) FROM load_at_once.odd")).isEqualTo("200");
    assertThat(
            one(
                server,
                "SELECT CREATE_OPTIONS FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'load_at_once' AND TABLE_NAME = 'odd'"))
        .isEmpty();
  }

  private void load(Source server, FramedSql dump, String token, boolean resumes) {
    LoadWishes plain = LoadWishes.plain(2, token);
    LoadWishes wishes = new LoadWishes(2, false, plain.choice(), token, resumes, null);
    new ParallelLoad(
            new ParallelLoad.Surroundings(
                new ServerConnector(Duration.ofMinutes(1)),
                server.login(),
                control,
                LoadListener.UNHEARD),
            dump,
            wishes)
        .run(dump.frames());
  }

  private static Source server(TestEngine engine) throws SQLException {
    Source server = Source.of(Engines.shared(engine));
    server.execute("DROP DATABASE IF EXISTS " + DATABASE);
    return server;
  }

  /** Two tables of 17 MB, one with a secondary key. */
  private static FramedSql dump(int parts, boolean wrong) {
    FramedSql dump =
        new FramedSql()
            .definitions(
                FramedSql.HEAD
                    + """
                    CREATE DATABASE `load_at_once`;
                    USE `load_at_once`;
                    CREATE TABLE `texts` (
                      `id` int NOT NULL,
                      `text` mediumtext DEFAULT NULL,
                      PRIMARY KEY (`id`),
                      KEY `by_text` (`text`(10))
                    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                    CREATE TABLE `plain` (
                      `id` int NOT NULL,
                      `text` mediumtext DEFAULT NULL,
                      PRIMARY KEY (`id`)
                    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                    """);
    for (String table : List.of("texts", "plain")) {
      for (int part = 0; part < parts; part++) {
        int first = 1 + part * ROWS;
        dump.rows(DATABASE, table, "`id`,`text`", rows(first, first + ROWS));
        if (wrong && part == 2 && table.equals("texts")) {
          dump.rows(DATABASE, table, "`id`,`text`", rows(60, 61));
        }
      }
    }
    return dump.rest("USE `load_at_once`;\n-- Dump completed on 2026-01-02  3:04:05\n");
  }

  private static List<String> rows(int first, int end) {
    String text = "abcdefgh".repeat(11_000);
    return IntStream.range(first, end).mapToObj(i -> "(%d,'%d %s')".formatted(i, i, text)).toList();
  }

  private static String one(Source server, String query) throws SQLException {
    try (Connection connection = server.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
    }
  }
}

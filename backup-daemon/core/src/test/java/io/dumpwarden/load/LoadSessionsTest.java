package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.source.ServerConnector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a load whose sessions meet something. */
class LoadSessionsTest {

  private static final String DATABASE = "load_sessions";

  private static final String DEFINITIONS =
      FramedSql.HEAD
          + """
          CREATE DATABASE /*!32312 IF NOT EXISTS*/ `load_sessions`;
          USE `load_sessions`;
          CREATE TABLE `orders` (
            `id` int NOT NULL,
            `small` tinyint DEFAULT NULL,
            `note` longtext,
            `kind` enum('a') DEFAULT NULL,
            PRIMARY KEY (`id`)
          ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
          CREATE TABLE `lines` (
            `order_id` int NOT NULL,
            KEY `of` (`order_id`),
            CONSTRAINT `fk` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
          ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
          """;

  private final RunControl control = new RunControl(Thread.currentThread());
  private final FramedSql dump = new FramedSql().definitions(DEFINITIONS);

  @ParameterizedTest
  @EnumSource(names = "MARIADB_11_4")
  void anErrorOfTheProcessEndsIt(TestEngine engine) throws Exception {
    Source server = server(engine);
    shop();
    at(
        Set.of(3),
        () -> {
          throw new StackOverflowError("of this test");
        });

    assertThatThrownBy(() -> load(server, 1))
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL))
        .hasMessageContaining("of this test");
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void survivesThatAPartsConnectionIsLostTwice(TestEngine engine) throws Exception {
    Source server = server(engine);
    shop();
    at(Set.of(3, 4), () -> connections(server).forEach(id -> kill(server, id)));

    load(server, 1);

    assertThat(column(server, "SELECT COUNT(*) FROM load_sessions.orders")).containsExactly("30");
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void makesAKeyAgainWhoseConnectionIsLost(TestEngine engine) throws Exception {
    Source server = server(engine);
    shop();
    try (Connection holder = server.engine().connect()) {
      at(Set.of(2), () -> hold(holder));
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> {
                kill(server, waiting(server));
                letGo(holder);
              });

      load(server, 2);
      other.get(1, TimeUnit.MINUTES);
    }
    assertThat(
            column(
                server,
                "SELECT CONSTRAINT_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = 'load_sessions'"))
        .containsExactly("fk");
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void leavesNothingAtWorkOnTheServerWhenItIsCancelled(TestEngine engine) throws Exception {
    Source server = server(engine);
    shop();
    try (Connection holder = server.engine().connect()) {
      at(Set.of(2), () -> hold(holder));
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> {
                waiting(server);
                control.end(ErrorCode.CANCELLED, "cancelled on request");
              });

      assertThatThrownBy(() -> load(server, 2))
          .isInstanceOfSatisfying(
              DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));

      control.finish();
      assertThat(connections(server)).isEmpty();
      other.get(1, TimeUnit.MINUTES);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void waitsForNoAnswerOfAServerThatIsGone(TestEngine engine) throws Exception {
    Source server = server(engine);
    try (SilentRelay relay = new SilentRelay(server.login())) {
      LoadServer target =
          new LoadServer(
              new ServerConnector(Duration.ZERO),
              relay.login(),
              false,
              control,
              LoadListener.UNHEARD);
      try (TargetSession session = TargetSession.forRows(target)) {
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> sleep(session));
        Awaitility.await()
            .until(
                () ->
                    column(
                        server,
                        "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO = 'DO SLEEP(301)'"),
                found -> !found.isEmpty());
        relay.silence();

        session.abort();

        assertThatThrownBy(() -> answer.get(1, TimeUnit.MINUTES))
            .isInstanceOf(ExecutionException.class);
      }
    }
  }

  private static void sleep(TargetSession session) {
    try {
      session.execute("DO SLEEP(301)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void tellsOfValuesThatTheServerChanged(TestEngine engine) throws Exception {
    Source server = server(engine);
    dump.rows(DATABASE, "orders", "`id`,`small`", List.of("(1,5)", "(2,300)", "(3,-300)"));

    Loaded loaded = load(server, 1);

    assertThat(loaded.changed())
        .containsExactly(
            "`load_sessions`.`orders`: at least 2 values were changed (warning 1264 of the server)");
  }

  /** It warns of them as of those that it changes. */
  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void tellsOfNoValuesThatTheServerTookAsTheyWere(TestEngine engine) throws Exception {
    Source server = server(engine);
    dump.rows(DATABASE, "orders", "`id`,`kind`", List.of("(1,0)", "(2,'')", "(3,'a')"));

    assertThat(load(server, 1).changed()).isEmpty();
    assertThat(column(server, "SELECT kind + 0 FROM load_sessions.orders ORDER BY id"))
        .containsExactly("0", "0", "1");
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void namesASettingThatIsTooSmallForAStatement(TestEngine engine) throws Exception {
    Source server = server(engine);
    dump.rows(DATABASE, "orders", "`id`,`note`", List.of("(1,'" + "x".repeat(100_000) + "')"));
    String before = column(server, "SELECT @@GLOBAL.max_allowed_packet").get(0);
    server.execute("SET GLOBAL max_allowed_packet = 65536");
    try {
      assertThatThrownBy(() -> load(server, 1))
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.RESTORE_FAILED);
                assertThat(e.hint()).contains("max_allowed_packet");
              })
          .hasMessageContaining("100048 bytes")
          .hasMessageContaining("65536 (max_allowed_packet)")
          .hasMessageNotContaining("xxxxx");
    } finally {
      server.execute("SET GLOBAL max_allowed_packet = " + before);
    }
  }

  private void shop() {
    for (int part = 0; part < 3; part++) {
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        rows.add("(%d)".formatted(part * 10 + i));
      }
      dump.rows(DATABASE, "orders", "`id`", rows);
    }
    dump.rows(DATABASE, "lines", "`order_id`", List.of("(1)", "(2)"));
  }

  /** Does it when a part of the dump is opened; the definitions are the first. */
  private void at(Set<Integer> parts, Runnable step) {
    AtomicInteger opened = new AtomicInteger();
    dump.onOpen =
        () -> {
          if (parts.contains(opened.incrementAndGet())) {
            step.run();
          }
        };
  }

  private Loaded load(Source server, int connections) {
    return new ParallelLoad(
            new ParallelLoad.Surroundings(
                new ServerConnector(Duration.ZERO), server.login(), control, LoadListener.UNHEARD),
            dump,
            new LoadWishes(connections, false, ScriptChoice.EVERYTHING, "token", false, null))
        .run(dump.frames());
  }

  private static Source server(TestEngine engine) throws SQLException {
    Source server = Source.of(Engines.shared(engine));
    server.execute("DROP DATABASE IF EXISTS load_sessions");
    return server;
  }

  /** Nobody alters the table until this is let go. */
  private static void hold(Connection holder) {
    try (Statement statement = holder.createStatement()) {
      statement.execute("START TRANSACTION");
      statement.execute("SELECT * FROM load_sessions.`lines`");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void letGo(Connection holder) {
    try (Statement statement = holder.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The connection that wants to alter a table. */
  private static String waiting(Source server) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                column(
                    server,
                    "SELECT ID FROM information_schema.PROCESSLIST WHERE DB = 'load_sessions' AND STATE LIKE 'Waiting for table metadata lock%'"),
            found -> !found.isEmpty())
        .get(0);
  }

  private static void kill(Source server, String id) {
    try {
      server.execute("KILL " + id);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> connections(Source server) {
    return column(
        server, "SELECT ID FROM information_schema.PROCESSLIST WHERE DB = 'load_sessions'");
  }

  private static List<String> column(Source server, String query) {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }
}

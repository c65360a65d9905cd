package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FrameTable;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParallelLoadTest {

  private static final String FROM = "load_from";
  private static final String TO = "load_to`x";

  private final RunControl control = new RunControl(Thread.currentThread());
  private final List<String> said = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void loadsWhatWasDumpedUnderAnotherName(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);

    Loaded loaded = load(server, dump, 3, renamed("token", false));

    assertThat(loaded.rows())
        .containsEntry(new FrameTable(FROM, "orders"), 4_000L)
        .containsEntry(new FrameTable(FROM, "lines"), 40L)
        .containsEntry(new FrameTable(FROM, "old"), 20L);
    assertThat(text(server, "SELECT CONCAT(COUNT(*), ' ', SUM(id), ' ', MIN(note)) FROM orders"))
        .isEqualTo("4000 8002000 note ' 0; über");
    assertThat(text(server, "SELECT COUNT(*) FROM old")).isEqualTo("20");
    assertThat(text(server, "SELECT COUNT(*) FROM many")).isEqualTo("40");
    assertThat(text(server, "SELECT double_it(21)")).isEqualTo("42");
    assertThat(text(server, "SHOW TABLES LIKE '\\_dumpwarden%'")).isEmpty();
    assertThat(said).anyMatch(line -> line.startsWith("loaded `load_from`.`orders`"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void readsOnlyTheRowsOfChosenTables(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    LoadWishes wishes = renamed("token", false);
    ScriptChoice some =
        wishes.choice().tables(List.of(io.dumpwarden.config.TableGlob.parse(FROM + ".lines")));

    load(server, dump, 2, new LoadWishes(2, false, some, "token", false, null));

    assertThat(text(server, "SHOW TABLES")).isEqualTo("lines");
    assertThat(dump.read)
        .noneMatch(frame -> frame.tables().contains(new FrameTable(FROM, "orders")));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void namesTableRangeAndStatementOfAnError(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(true);

    assertThatThrownBy(() -> load(server, dump, 3, renamed("token", false)))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RESTORE_FAILED))
        .hasMessageContaining("the rows of `load_from`.`orders` where (17,")
        .hasMessageContaining("line 2 of it")
        .hasMessageContaining("INSERT INTO `orders` (`id`,`note`) VALUES")
        .hasMessageContaining("Duplicate entry '17'");
    assertThat(
            text(
                server,
                "SELECT COUNT(*) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'load_to`x'"))
        .isEqualTo("0");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void loadsAPartAgainWhoseConnectionWasKilled(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    AtomicInteger opened = new AtomicInteger();
    dump.onOpen =
        () -> {
          if (opened.incrementAndGet() == 8) {
            killAll(server);
          }
        };

    load(server, dump, 3, renamed("token", false));

    assertThat(text(server, "SELECT CONCAT(COUNT(*), ' ', SUM(id)) FROM orders"))
        .isEqualTo("4000 8002000");
    assertThat(text(server, "SELECT COUNT(*) FROM old")).isEqualTo("20");
    assertThat(said).anyMatch(line -> line.endsWith("tried again"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void goesOnWhereItStopped(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    AtomicInteger opened = new AtomicInteger();
    dump.onOpen =
        () -> {
          if (opened.incrementAndGet() == 12) {
            throw new IllegalStateException("the process died");
          }
        };
    assertThatThrownBy(() -> load(server, dump, 2, renamed("token", false)))
        .hasMessageContaining("died");
    dump.onOpen = () -> {};
    int before = dump.read.size();

    assertThatThrownBy(() -> load(server, dump, 2, renamed("another", true)))
        .hasMessageContaining("nothing to go on with");
    load(server, dump, 2, renamed("token", true));

    assertThat(dump.read.size() - before).isLessThan(dump.frames().size());
    assertThat(text(server, "SELECT CONCAT(COUNT(*), ' ', SUM(id)) FROM orders"))
        .isEqualTo("4000 8002000");
    assertThat(text(server, "SELECT COUNT(*) FROM old")).isEqualTo("20");
    assertThat(text(server, "SELECT double_it(21)")).isEqualTo("42");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void endsWhenItIsCancelled(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    AtomicInteger opened = new AtomicInteger();
    dump.onOpen =
        () -> {
          if (opened.incrementAndGet() == 6) {
            control.end(ErrorCode.CANCELLED, "cancelled on request");
          }
        };

    assertThatThrownBy(() -> load(server, dump, 3, renamed("token", false)))
        .isInstanceOf(DumpwardenException.class);
    control.finish();
    assertThat(connections(server)).isEmpty();
  }

  /** As a server does that crashes, and flushes its log once a second. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void loadsAgainWhatTheServerLost(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    Frame lost = dump.frames().get(1);
    AtomicInteger opened = new AtomicInteger();
    dump.onOpen =
        () -> {
          if (opened.incrementAndGet() == 12) {
            lose(server, lost);
          }
        };

    load(server, dump, 1, renamed("token", false));

    assertThat(text(server, "SELECT CONCAT(COUNT(*), ' ', SUM(id)) FROM orders"))
        .isEqualTo("4000 8002000");
    assertThat(said).anyMatch(line -> line.startsWith("the server lost the rows of `load_from`"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void failsWhereTheServerLosesItOnceMore(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    Frame lost = dump.frames().get(1);
    dump.onOpen =
        () -> {
          if (dump.read.size() > 12) {
            lose(server, lost);
          }
        };

    assertThatThrownBy(() -> load(server, dump, 1, renamed("token", false)))
        .hasMessageContaining("the server lost what it had said was there")
        .hasMessageContaining("the rows of `load_from`.`orders` where (1,");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void fillsTablesWithoutTransactionsAnewWhenItGoesOn(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    dieAt(server, dump, dump.frames().size());
    // the rows are gone with the crash, what tells of them is not
    server.execute("TRUNCATE TABLE `load_to``x`.old");

    load(server, dump, 2, renamed("token", true));

    assertThat(text(server, "SELECT COUNT(*) FROM old")).isEqualTo("20");
    server.execute("INSERT INTO `load_to``x`.old VALUES ()");
    assertThat(text(server, "SELECT MAX(id) FROM old")).isEqualTo("5000");
  }

  /** What tells of its rows is there from the first time. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void fillsATableWithoutTransactionsWholeWhenItsConnectionIsLostAsItGoesOn(TestEngine engine)
      throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    dieAt(server, dump, dump.frames().size());
    int before = dump.read.size();
    dump.onOpen =
        () -> {
          // the definitions, then two of the four parts of the table
          if (dump.read.size() == before + 3) {
            killAll(server);
          }
        };

    load(server, dump, 1, renamed("token", true));

    assertThat(text(server, "SELECT COUNT(*) FROM old")).isEqualTo("20");
    assertThat(said).anyMatch(line -> line.endsWith("tried again"));
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0"})
  void fillsAnArchiveThatIsEmptyWhenItGoesOn(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump =
        new FramedSql()
            .definitions(
                FramedSql.HEAD
                    + """
                    CREATE DATABASE `load_from`;
                    USE `load_from`;
                    CREATE TABLE `kept` (`id` int NOT NULL) ENGINE=ARCHIVE;
                    """)
            .rows(FROM, "kept", "`id`", List.of("(1)", "(2)"));
    dieAt(server, dump, 2);

    load(server, dump, 1, renamed("token", true));

    assertThat(text(server, "SELECT COUNT(*) FROM kept")).isEqualTo("2");
  }

  /** Rows that are filled anew are not to be counted by what came behind them. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void keepsTriggersOutOfRowsWhenItGoesOn(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    dieAt(server, dump, dump.frames().size());
    server.execute(
        "CREATE TRIGGER `load_to``x`.seen BEFORE INSERT ON `load_to``x`.old FOR EACH ROW SET NEW.id = 7");

    load(server, dump, 2, renamed("token", true));

    assertThat(text(server, "SELECT COUNT(DISTINCT id) FROM old")).isEqualTo("20");
  }

  /** Beside tables that are restored alone are others. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void leavesTheCodeOfOtherTablesWhenItGoesOn(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump = shop(false);
    LoadWishes one = onlyLines("token", false);
    dieAt(server, dump, one, 3);
    server.execute(
        "CREATE TABLE `load_to``x`.other (id INT)",
        "CREATE TRIGGER `load_to``x`.kept BEFORE INSERT ON `load_to``x`.other FOR EACH ROW SET NEW.id = 7",
        "CREATE TRIGGER `load_to``x`.former BEFORE INSERT ON `load_to``x`.`lines` FOR EACH ROW SET NEW.order_id = 7",
        "CREATE EVENT `load_to``x`.nightly ON SCHEDULE EVERY 1 DAY DISABLE DO SET @x = 1");

    load(server, dump, 2, onlyLines("token", true));

    assertThat(text(server, "SELECT COUNT(DISTINCT order_id) FROM `lines`")).isEqualTo("40");
    assertThat(text(server, "SHOW TRIGGERS")).isEqualTo("kept");
    assertThat(
            text(
                server,
                "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = 'load_to`x'"))
        .isEqualTo("nightly");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void makesTheKeysOfEachDatabaseWhenItGoesOn(TestEngine engine) throws Exception {
    Source server = server(engine);
    server.execute("DROP DATABASE IF EXISTS load_twin_a", "DROP DATABASE IF EXISTS load_twin_b");
    FramedSql dump = twins();
    LoadWishes wishes = LoadWishes.plain(1, "twins");
    dump.onOpen =
        () -> {
          if (dump.read.size() == 2) {
            // the key of the first one is made and written down before
            makeKey(server);
          }
        };
    assertThatThrownBy(() -> load(server, dump, 1, wishes)).hasMessageContaining("fk");
    dump.onOpen = () -> {};
    server.execute("ALTER TABLE load_twin_b.child DROP FOREIGN KEY fk");

    load(server, dump, 1, new LoadWishes(1, false, ScriptChoice.EVERYTHING, "twins", true, null));

    assertThat(foreignKeys(server, "load_twin_a")).isEqualTo("1");
    assertThat(foreignKeys(server, "load_twin_b")).isEqualTo("1");
    server.execute("DROP DATABASE load_twin_a", "DROP DATABASE load_twin_b");
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4"})
  void leavesOutTheJournalThatAnEarlierDumpHolds(TestEngine engine) throws Exception {
    Source server = server(engine);
    FramedSql dump =
        new FramedSql()
            .definitions(
                FramedSql.HEAD
                    + """
                    CREATE DATABASE `load_from`;
                    USE `load_from`;
                    CREATE TABLE `_dumpwarden_load` (`part` varchar(190) NOT NULL PRIMARY KEY);
                    CREATE TABLE `a` (`id` int NOT NULL PRIMARY KEY);
                    """)
            .rows(FROM, "_dumpwarden_load", "`part`", List.of("('frame 0')", "('definitions')"))
            .rows(FROM, "a", "`id`", List.of("(1)", "(2)"));

    load(server, dump, 2, renamed("token", false));

    assertThat(text(server, "SELECT COUNT(*) FROM a")).isEqualTo("2");
    assertThat(text(server, "SHOW TABLES")).isEqualTo("a");
  }

  /** So long its locks would stay with a host that vanished. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void sessionsEndSoonWhenNothingIsHeardOfThem(TestEngine engine) throws Exception {
    Source server = server(engine);
    LoadServer target =
        new LoadServer(
            new ServerConnector(Duration.ofMinutes(1)),
            server.login(),
            false,
            control,
            LoadListener.UNHEARD);

    try (TargetSession session = TargetSession.forRows(target)) {
      assertThat(session.column("SELECT @@wait_timeout <= 300")).containsExactly("1");
      assertThat(session.column("SELECT @@net_read_timeout <= 300")).containsExactly("1");
    }
  }

  private static FramedSql twins() {
    FramedSql dump = new FramedSql();
    StringBuilder definitions = new StringBuilder(FramedSql.HEAD);
    for (String name : List.of("load_twin_a", "load_twin_b")) {
      definitions.append(
          """
          CREATE DATABASE `%s`;
          USE `%s`;
          CREATE TABLE `parent` (`id` int NOT NULL PRIMARY KEY) ENGINE=InnoDB;
          CREATE TABLE `child` (
            `id` int NOT NULL,
            PRIMARY KEY (`id`),
            CONSTRAINT `fk` FOREIGN KEY (`id`) REFERENCES `parent` (`id`)
          ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
          """
              .formatted(name, name));
    }
    dump.definitions(definitions.toString());
    for (String name : List.of("load_twin_a", "load_twin_b")) {
      dump.rows(name, "parent", "`id`", List.of("(1)"));
      dump.rows(name, "child", "`id`", List.of("(1)"));
    }
    return dump.rest("-- Dump completed on 2026-01-02  3:04:05\n");
  }

  /** Its twin's key is in the way, so that this load ends between the two. */
  private static void makeKey(Source server) {
    try {
      server.execute(
          "ALTER TABLE load_twin_b.child ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES load_twin_b.parent (id)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String foreignKeys(Source server, String database) throws SQLException {
    return String.join(
        ", ",
        rows(
            server,
            "",
            "SELECT COUNT(*) FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = '%s'"
                .formatted(database)));
  }

  /** The first part of the orders, and what tells of it. */
  private static void lose(Source server, Frame frame) {
    try {
      server.execute(
          "SET FOREIGN_KEY_CHECKS = 0",
          "DELETE FROM `load_to``x`.orders WHERE id <= 200",
          "DELETE FROM `load_to``x`._dumpwarden_load WHERE part = 'frame %d'"
              .formatted(frame.offset()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void dieAt(Source server, FramedSql dump, int opening) {
    dieAt(server, dump, renamed("token", false), opening);
  }

  private void dieAt(Source server, FramedSql dump, LoadWishes wishes, int opening) {
    AtomicInteger opened = new AtomicInteger();
    dump.onOpen =
        () -> {
          if (opened.incrementAndGet() == opening) {
            throw new IllegalStateException("the process died");
          }
        };
    assertThatThrownBy(() -> load(server, dump, 1, wishes)).hasMessageContaining("died");
    dump.onOpen = () -> {};
  }

  private Loaded load(Source server, FramedSql dump, int connections, LoadWishes wishes) {
    LoadListener listener =
        new LoadListener() {
          @Override
          public void passed(long rawBytes) {}

          @Override
          public synchronized void say(String line) {
            said.add(line);
          }
        };
    LoadWishes all =
        new LoadWishes(
            connections,
            wishes.withoutBinlog(),
            wishes.choice(),
            wishes.token(),
            wishes.resumes(),
            null);
    return new ParallelLoad(
            new ParallelLoad.Surroundings(
                new ServerConnector(Duration.ofMinutes(1)), server.login(), control, listener),
            dump,
            all)
        .run(dump.frames());
  }

  private static LoadWishes renamed(String token, boolean resumes) {
    ScriptChoice choice = ScriptChoice.EVERYTHING.databases(Map.of(FROM, TO));
    return new LoadWishes(1, false, choice, token, resumes, null);
  }

  private static LoadWishes onlyLines(String token, boolean resumes) {
    ScriptChoice choice =
        ScriptChoice.EVERYTHING
            .databases(Map.of(FROM, TO))
            .tables(List.of(io.dumpwarden.config.TableGlob.parse(FROM + ".lines")));
    return new LoadWishes(1, false, choice, token, resumes, null);
  }

  private static Source server(TestEngine engine) throws SQLException {
    Source server = Source.of(Engines.shared(engine));
    server.execute("DROP DATABASE IF EXISTS `load_to``x`");
    return server;
  }

  /** An InnoDB table in many parts, one with a foreign key, one without transactions, the rest. */
  private static FramedSql shop(boolean wrong) {
    FramedSql dump =
        new FramedSql()
            .definitions(
                FramedSql.HEAD
                    + """
                    CREATE DATABASE /*!32312 IF NOT EXISTS*/ `load_from` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;
                    USE `load_from`;
                    DROP TABLE IF EXISTS `orders`;
                    CREATE TABLE `orders` (
                      `id` int NOT NULL AUTO_INCREMENT,
                      `note` varchar(100) DEFAULT NULL,
                      PRIMARY KEY (`id`),
                      KEY `by_note` (`note`)
                    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                    CREATE TABLE `lines` (
                      `order_id` int NOT NULL,
                      KEY `of` (`order_id`),
                      CONSTRAINT `fk` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
                    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                    CREATE TABLE `old` (
                      `id` int NOT NULL AUTO_INCREMENT,
                      PRIMARY KEY (`id`)
                    ) ENGINE=MyISAM AUTO_INCREMENT=5000 DEFAULT CHARSET=utf8mb4;
                    """);
    for (int part = 0; part < 20; part++) {
      int first = 1 + part * 200;
      dump.rows(
          FROM,
          "orders",
          "`id`,`note`",
          IntStream.range(first, first + 200)
              .mapToObj(i -> "(%d,'note \\' %d; über')".formatted(i, i % 1000))
              .toList());
    }
    if (wrong) {
      dump.rows(FROM, "orders", "`id`,`note`", List.of("(17,'again')"));
    }
    for (int part = 0; part < 4; part++) {
      dump.rows(FROM, "lines", "`order_id`", values(part));
      dump.rows(FROM, "old", "`id`", values(part).subList(0, 5));
    }
    return dump.rest(
        """
        USE `load_from`;
        /*!50003 SET @saved_cs_client = @@character_set_client */ ;
        /*!50003 SET character_set_client = latin1 */ ;
        DELIMITER ;;
        CREATE FUNCTION `double_it`(n INT) RETURNS int DETERMINISTIC
        BEGIN
          -- twice; not more
          RETURN n + n;
        END ;;
        DELIMITER ;
        /*!50003 SET character_set_client = @saved_cs_client */ ;
        CREATE VIEW `many` AS SELECT `order_id` FROM `lines`;
        /*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
        /*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
        /*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
        /*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
        -- Dump completed on 2026-01-02  3:04:05
        """);
  }

  private static List<String> values(int part) {
    return IntStream.range(1 + part * 10, 11 + part * 10).mapToObj(i -> "(" + i + ")").toList();
  }

  private static void killAll(Source server) {
    try {
      for (String id : connections(server)) {
        server.execute("KILL " + id);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those that rows are loaded on. */
  private static List<String> connections(Source server) throws SQLException {
    return rows(server, "", "SELECT ID FROM information_schema.PROCESSLIST WHERE DB = 'load_to`x'");
  }

  private static String text(Source server, String query) throws SQLException {
    return String.join(", ", rows(server, "`load_to``x`", query));
  }

  private static List<String> rows(Source server, String database, String query)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = server.engine().connect();
        Statement statement = connection.createStatement()) {
      if (!database.isEmpty()) {
        statement.execute("USE " + database);
      }
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }
}

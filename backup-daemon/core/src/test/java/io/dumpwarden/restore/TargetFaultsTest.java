package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.MariaDb114;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.RestoreRequest.Choice;
import io.dumpwarden.restore.RestoreRequest.Load;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.swap.SwapOutcome;
import io.dumpwarden.swap.Swaps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that fail in the middle of a restore: a server of the test's own. */
class TargetFaultsTest {

  /** Its system tablespace takes all tables, and does not grow beyond this. */
  private static final String[] SMALL = {
    "--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M;ibdata2:24M"
  };

  private static LocalEngine engine;

  @TempDir Path folder;
  private RestoreBench bench;

  @BeforeAll
  static void start() throws IOException {
    Engines.require(TestEngine.MARIADB_11_4);
    engine = MariaDb114.start();
  }

  @AfterAll
  static void stop() throws IOException {
    engine.close();
  }

  @BeforeEach
  void setUp() throws IOException {
    bench = new RestoreBench(Source.of(engine), folder);
  }

  @Test
  void aServerThatIsKilledKeepsItsOldData() throws Exception {
    Shop.create(bench.server, "gone");
    String sql = hanging(bench.dump("gone"));
    bench.server.execute("DELETE FROM gone.purchase WHERE id = 7");
    List<String> before = Shop.contents(bench.server, "gone");

    RestoreOutcome outcome = restoreUntilItHangs(sql, Existing.REPLACE, engine::kill);

    assertThat(outcome.failure()).isNotNull();
    assertThat(outcome.failure().code())
        .as("%s", outcome.failure())
        .isEqualTo(ErrorCode.SERVER_GONE);
    assertThat(outcome.failure().getMessage()).contains("old data of gone");
    engine.restart();
    List<SwapOutcome> recovered =
        new Swaps(
                bench.tools().connector(),
                bench.tools().inspector(),
                new DefinitionClient(bench.tools()))
            .recover(bench.server.login());
    assertThat(recovered)
        .extracting(SwapOutcome::state)
        .containsOnly(SwapOutcome.State.OLD_IN_PLACE);
    assertThat(Shop.contents(bench.server, "gone")).isEqualTo(before);
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void aRestoreThatIsCancelledLeavesTheOldData() throws Exception {
    Shop.create(bench.server, "called_off");
    String sql = hanging(bench.dump("called_off"));
    bench.server.execute("DELETE FROM called_off.purchase WHERE id = 7");
    List<String> before = Shop.contents(bench.server, "called_off");

    RestoreOutcome outcome =
        restoreUntilItHangs(
            sql, Existing.REPLACE, () -> bench.control.end(ErrorCode.CANCELLED, "cancelled"));

    assertThat(outcome.status()).as("%s", outcome.failure()).isEqualTo(RestoreStatus.CANCELLED);
    assertThat(outcome.failure().getMessage()).contains("old data of called_off");
    assertThat(Shop.contents(bench.server, "called_off")).isEqualTo(before);
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void aNewDatabaseIsDroppedWhenItIsCancelled() throws Exception {
    Shop.create(bench.server, "called_new");
    String sql = hanging(bench.dump("called_new"));
    bench.drop("called_new");

    RestoreOutcome outcome =
        restoreUntilItHangs(
            sql, Existing.REFUSE, () -> bench.control.end(ErrorCode.CANCELLED, "cancelled"));

    assertThat(outcome.status()).isEqualTo(RestoreStatus.CANCELLED);
    assertThat(outcome.failure().getMessage()).contains("was dropped again");
    assertThat(bench.databases()).doesNotContain("called_new");
    assertThat(bench.leftovers()).isEmpty();
  }

  @Test
  void aServerThatIsFullKeepsItsOldData() throws Exception {
    try (LocalEngine small = MariaDb114.start(SMALL)) {
      RestoreBench full = new RestoreBench(Source.of(small), folder.resolve("full"));
      full.server.fresh("fills");
      full.server.execute(
          "CREATE TABLE fills.big (id INT PRIMARY KEY AUTO_INCREMENT, pad VARCHAR(2000))",
          "INSERT INTO fills.big (pad) SELECT REPEAT(HEX(RANDOM_BYTES(5)), 100) FROM information_schema.COLUMNS LIMIT 400");
      String rows = full.dump("fills");
      String insert =
          "INSERT INTO `big` (pad) SELECT REPEAT('x', 2000) FROM information_schema.COLUMNS a, information_schema.COLUMNS b LIMIT 40000;\n";
      int end = rows.indexOf(";\n", rows.lastIndexOf("INSERT INTO `big`")) + 2;
      String sql = rows.substring(0, end) + insert + rows.substring(end);

      RestoreOutcome outcome = full.restore(full.file(sql), full.request(Existing.REPLACE));

      assertThat(outcome.failure()).isNotNull();
      assertThat(outcome.failure().getMessage()).contains("is full", "old data of fills");
      assertThat(Rows.of(full.server, "SELECT COUNT(*) FROM fills.big")).containsExactly("400");
      assertThat(full.leftovers()).isEmpty();
    }
  }

  @Test
  void nothingLandsInAnotherDatabaseWhereOneCannotBeMade() throws Exception {
    for (String name : List.of("comb_a", "comb_b", "comb_c")) {
      bench.server.fresh(name);
      bench.server.execute(
          "CREATE TABLE %s.t_%s (id INT PRIMARY KEY)".formatted(name, name),
          "INSERT INTO %s.t_%s VALUES (1)".formatted(name, name),
          "CREATE VIEW %s.v_%s AS SELECT id FROM %s.t_%s".formatted(name, name, name, name));
    }
    String sql = bench.dump("comb_a", "comb_b", "comb_c");
    bench.drop("comb_a", "comb_b", "comb_c");
    bench.server.execute(
        "CREATE OR REPLACE USER narrow@'%' IDENTIFIED BY 'test-password'",
        "GRANT ALL ON comb_a.* TO narrow@'%'",
        "GRANT ALL ON comb_c.* TO narrow@'%'",
        "GRANT SET USER ON *.* TO narrow@'%'");
    RestoreBench narrow =
        new RestoreBench(bench.server.as("narrow", "test-password"), folder.resolve("narrow"));

    RestoreOutcome strict = narrow.restore(narrow.file(sql), narrow.request(Existing.REFUSE));

    assertThat(strict.status()).as("%s", strict.failure()).isEqualTo(RestoreStatus.FAILED);
    assertThat(bench.databases()).doesNotContain("comb_a", "comb_b", "comb_c");

    RestoreOutcome lenient =
        narrow.restore(
            narrow.file(sql),
            narrow.request(Existing.REFUSE, Choice.ALL, new Load(false, true, Set.of())));

    assertThat(lenient.failure()).as("what failed is told").isNotNull();
    assertThat(lenient.errors()).isNotEmpty();
    assertThat(lenient.errors().get(0).context()).contains("comb_b");
    assertThat(lenient.status()).as("%s", lenient.failure()).isEqualTo(RestoreStatus.PARTIAL);
    assertThat(bench.databases()).doesNotContain("comb_b");
    assertThat(objects("comb_a")).containsExactly("t_comb_a", "v_comb_a");
    assertThat(objects("comb_c")).containsExactly("t_comb_c", "v_comb_c");
  }

  private List<String> objects(String database) throws Exception {
    Inventory inventory = bench.server.inventory(database);
    return java.util.stream.Stream.concat(
            inventory.tables().stream().map(TableFacts::name), inventory.views().stream())
        .toList();
  }

  /** Rows whose insert takes a minute, behind those of the last table. */
  private static String hanging(String sql) {
    int at = sql.lastIndexOf("INSERT INTO `purchase`");
    int end = sql.indexOf(";\n", at) + 2;
    return sql.substring(0, end)
        + "INSERT INTO `purchase` VALUES (99 + SLEEP(60), 1);\n"
        + sql.substring(end);
  }

  private interface Fault {
    void strike() throws Exception;
  }

  /** Restores on a thread of its own, and strikes while the server sleeps. */
  private RestoreOutcome restoreUntilItHangs(String sql, Existing existing, Fault fault)
      throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<RestoreOutcome> running =
          CompletableFuture.supplyAsync(
              () -> {
                bench.control = new RunControl(Thread.currentThread());
                try {
                  return bench.restore(bench.file(sql), bench.request(existing));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              },
              executor);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  running.isDone()
                      || !Rows.of(
                              bench.server,
                              "SELECT id FROM information_schema.PROCESSLIST WHERE info LIKE 'INSERT INTO `purchase` VALUES (99%'")
                          .isEmpty());
      assertThat(running.isDone()).as("before anything was wrong").isFalse();
      fault.strike();
      return running.get(40, java.util.concurrent.TimeUnit.SECONDS);
    } finally {
      executor.shutdownNow();
    }
  }
}

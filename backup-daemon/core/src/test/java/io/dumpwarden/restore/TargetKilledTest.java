package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.dump.Source;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.load.LoadJournal;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.pipeline.FrameKind;
import io.dumpwarden.restore.RestoreRequest.Choice;
import io.dumpwarden.restore.RestoreRequest.Load;
import io.dumpwarden.run.RunControl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that a dump is loaded into over several connections is killed in the middle. */
@Tag("long")
class TargetKilledTest {

  private static final String FROM = "killed_from";
  private static final String TO = "killed_to";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private RestoreBench bench;
  private Path file;

  @Test
  void goesOnFromTheLastPartThatWasLoaded() throws Exception {
    try (LocalEngine engine = (LocalEngine) Engines.throwaway(TestEngine.MARIADB_11_4)) {
      bench = new RestoreBench(Source.of(engine), folder);
      create();
      file = NativeFile.write(bench.server, folder, FROM);
      long parts = partsOfRows();
      assertThat(parts).as("several of the widest, one of each other").isGreaterThan(6);

      RestoreOutcome broken = killedInTheMiddle(engine, parts - 4);

      assertThat(broken.status()).isEqualTo(RestoreStatus.FAILED);
      assertThat(broken.failure().code())
          .as("%s", broken.failure())
          .isIn(ErrorCode.SERVER_GONE, ErrorCode.SERVER_UNREACHABLE);
      assertThat(broken.failure().code().retryable()).isTrue();
      assertThat(broken.failure().getMessage()).contains(TO, "loaded in part", "--resume");
      engine.restart();
      assertThat(count("wide")).isPositive();
      assertThat(count("blocked_a") + count("blocked_b")).isZero();
      assertThat(bench.server.inventory(TO).triggers()).isEmpty();
      long before = inserted();

      RestoreMeter meter = new RestoreMeter(bench.tools().clock());
      RestoreOutcome resumed = bench.run(source(), plan(true), meter);

      assertThat(resumed.failure()).isNull();
      assertThat(String.join("\n", meter.log().take()))
          .contains("where an earlier restore stopped");
      // those that were not there, and some that tell of parts
      assertThat(inserted() - before).isBetween(4 * 50L, 4 * 50L + 300);
      try (Connection a = engine.connect();
          Connection b = engine.connect()) {
        assertThat(DatabaseCompare.differences(a, FROM, b, TO)).isEmpty();
      }
      assertThat(bench.leftovers()).isEmpty();
    }
  }

  /** Two tables that are waited for until the end are smaller than these and larger than those. */
  private void create() throws Exception {
    bench.server.fresh(FROM);
    bench.server.execute(
        "USE " + FROM,
        "CREATE TABLE wide (id INT PRIMARY KEY, raw BLOB, n INT, KEY (n))",
        "INSERT INTO wide SELECT seq, RANDOM_BYTES(1000), seq % 97 FROM seq_1_to_24000",
        "CREATE TABLE loose (raw BLOB)",
        "INSERT INTO loose SELECT RANDOM_BYTES(1000) FROM seq_1_to_2000",
        "CREATE TRIGGER wide_ins BEFORE INSERT ON wide FOR EACH ROW SET NEW.n = NEW.n",
        "CREATE VIEW seen AS SELECT id FROM wide");
    Map<String, Integer> bytes =
        Map.of("blocked_a", 900, "blocked_b", 800, "small_a", 100, "small_b", 10);
    for (var each : bytes.entrySet()) {
      String table = each.getKey();
      bench.server.execute(
          "CREATE TABLE %s.%s (id INT PRIMARY KEY, raw BLOB)".formatted(FROM, table),
          "USE " + FROM,
          "INSERT INTO %s SELECT seq, RANDOM_BYTES(%d) FROM seq_1_to_50"
              .formatted(table, each.getValue()));
    }
  }

  /** Kills it when only the tables are left that somebody else holds, and those behind them. */
  private RestoreOutcome killedInTheMiddle(LocalEngine engine, long loaded) throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    RestorePlan plan = plan(false);
    try (Connection other = engine.connect();
        Statement holding = other.createStatement()) {
      CompletableFuture<RestoreOutcome> running =
          CompletableFuture.supplyAsync(
              () -> {
                bench.control = new RunControl(Thread.currentThread());
                return bench.run(source(), plan);
              },
              executor);
      await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> written() >= 2);
      other.setAutoCommit(false);
      // whoever makes the keys of the widest waits for this
      holding.executeQuery("SELECT * FROM %s.wide LIMIT 1".formatted(TO)).close();
      for (String table : List.of("blocked_a", "blocked_b")) {
        holding.executeQuery("SELECT * FROM %s.%s FOR UPDATE".formatted(TO, table)).close();
      }
      await().atMost(SOON).until(() -> running.isDone() || written() == 2 + loaded);
      assertThat(running).isNotDone();
      engine.kill();
      return running.get(100, TimeUnit.SECONDS);
    } finally {
      bench.control = new RunControl(Thread.currentThread());
      executor.shutdownNow();
    }
  }

  private RestorePlan plan(boolean resume) {
    try (FileSource source = source()) {
      return bench.plan(
          source,
          bench.request(
              Existing.REFUSE,
              new Choice(List.of(), TO, Map.of(), List.of()),
              new Load(false, false, Set.of(), 2, resume)));
    }
  }

  private FileSource source() {
    return FileSource.of(file, Keyring.empty(), null);
  }

  private long partsOfRows() {
    try (FileSource source = source()) {
      return source.manifest().orElseThrow().frames().stream()
          .filter(frame -> frame.kind() == FrameKind.ROWS)
          .count();
    }
  }

  /** What the load has written down: that it began, and each part of rows. */
  private long written() throws Exception {
    boolean there =
        !Rows.of(
                bench.server,
                "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = '%s' AND TABLE_NAME = '%s'"
                    .formatted(TO, LoadJournal.TABLE))
            .isEmpty();
    return there ? count(LoadJournal.TABLE) : 0;
  }

  private long count(String table) throws Exception {
    String rows = "SELECT COUNT(*) FROM %s.%s".formatted(TO, table);
    return Long.parseLong(Rows.of(bench.server, rows).get(0));
  }

  /** Rows that were written since the server started. */
  private long inserted() throws Exception {
    String status =
        "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'HANDLER_WRITE'";
    return Long.parseLong(Rows.of(bench.server, status).get(0));
  }
}

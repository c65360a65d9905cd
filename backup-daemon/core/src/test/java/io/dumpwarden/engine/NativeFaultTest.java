package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.NonTransactional;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.source.ServerConnector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the middle of a dump ends it with its own reason, and leaves nothing. */
class NativeFaultTest {

  private static final String USER = "engine_fault";
  private static final NativeEngine ENGINE =
      new NativeEngine(new ServerConnector(Duration.ofMinutes(1)), "1.2", InstantSource.system());

  @TempDir Path folder;
  private final Source root = Source.of(Engines.shared(TestEngine.MARIADB_11_4));

  @BeforeEach
  void slowDatabase() throws Exception {
    root.fresh(USER);
    root.execute(
        "CREATE OR REPLACE USER engine_fault IDENTIFIED BY 'test-password'",
        "GRANT ALL ON *.* TO engine_fault",
        "CREATE TABLE engine_fault.big (id INT PRIMARY KEY, filler MEDIUMTEXT)",
        "USE engine_fault",
        "INSERT INTO engine_fault.big SELECT seq, REPEAT('x', 300000) FROM seq_1_to_20",
        "CREATE TABLE engine_fault.later (id INT PRIMARY KEY)",
        "INSERT INTO engine_fault.later VALUES (1)");
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    await().until(() -> threads().isEmpty());
    root.execute(
        "SET SESSION lock_wait_timeout = 2",
        "INSERT INTO engine_fault.big VALUES (99, 'free')",
        "CREATE TABLE engine_fault.made (id INT)",
        "DROP DATABASE engine_fault",
        "DROP USER engine_fault");
  }

  @Test
  void aDefinitionThatChangesIsNoticed() throws Exception {
    assertFails(
        ErrorCode.DEFINITION_CHANGED,
        () -> root.execute("ALTER TABLE engine_fault.later ADD COLUMN more INT"));
  }

  @Test
  void aTableThatIsDroppedIsNoticed() throws Exception {
    assertFails(ErrorCode.DEFINITION_CHANGED, () -> root.execute("DROP TABLE engine_fault.later"));
  }

  @Test
  void aKilledConnectionEndsTheDump() throws Exception {
    assertFails(
        ErrorCode.SERVER_GONE,
        () -> {
          for (String id : threads()) {
            root.execute("KILL " + id);
          }
        });
  }

  @Test
  void whoeverClosesItEndsIt() throws Exception {
    try (OpenDump dump = ENGINE.open(request(200_000L))) {
      CompletableFuture<byte[]> read = reading(dump);
      await().until(() -> rows(dump) > 0);

      dump.close();

      assertThatThrownBy(read::join).hasRootCauseInstanceOf(DumpwardenException.class);
      assertThatThrownBy(dump::prove).isInstanceOf(DumpwardenException.class);
    }
  }

  @Test
  void aDumpHeldBackBySizeTakesItsTime() throws Exception {
    long begin = System.nanoTime();
    try (OpenDump dump = ENGINE.open(request(4_000_000L))) {
      dump.stream().readAllBytes();
      dump.prove();
      assertThat(dump.progress()).allMatch(TableProgress::done);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1300));
  }

  @Test
  void aDumpWaitsWhileItsServerIsBusy() throws Exception {
    List<CompletableFuture<Void>> busy = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      busy.add(CompletableFuture.runAsync(this::sleepOnTheServer));
    }
    await().until(() -> busyThreads() == 6);
    long begin = System.nanoTime();

    try (OpenDump dump = ENGINE.open(request(2_500_000L, 3))) {
      dump.stream().readAllBytes();
      dump.prove();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(3300));
    busy.forEach(CompletableFuture::join);
  }

  private void sleepOnTheServer() {
    try {
      root.execute("DO SLEEP(4) -- engine_fault");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int busyThreads() throws SQLException {
    try (Connection connection = root.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE 'DO SLEEP(4)%'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private void assertFails(ErrorCode code, Step fault) throws Exception {
    try (OpenDump dump = ENGINE.open(request(2_500_000L))) {
      CompletableFuture<byte[]> read = reading(dump);
      await().until(() -> rows(dump) > 0);

      fault.run();

      assertThatThrownBy(read::join)
          .hasRootCauseInstanceOf(Exception.class)
          .hasCauseInstanceOf(DumpwardenException.class)
          .satisfies(
              e ->
                  assertThat(((DumpwardenException) e.getCause()).code())
                      .as("%s", e)
                      .isEqualTo(code));
      assertThatThrownBy(dump::prove)
          .isInstanceOfSatisfying(
              DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
  }

  private static long rows(OpenDump dump) {
    return dump.progress().stream().mapToLong(TableProgress::rows).sum();
  }

  private static CompletableFuture<byte[]> reading(OpenDump dump) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return dump.stream().readAllBytes();
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private DumpRequest request(long bytesPerSecond) throws SQLException {
    return request(bytesPerSecond, null);
  }

  private DumpRequest request(long bytesPerSecond, Integer threadsRunning) throws SQLException {
    DumpRequest whole = root.as(USER, "test-password").request(USER, folder);
    DumpManners manners =
        new DumpManners(
            null,
            bytesPerSecond,
            threadsRunning,
            null,
            Duration.ofSeconds(5),
            NonTransactional.NAMED);
    return new DumpRequest(
        whole.login(),
        whole.server(),
        whole.inventories(),
        whole.what(),
        new DumpRequest.How(new Compression(Compression.Algorithm.NONE, 0), 1, manners),
        folder);
  }

  private List<String> threads() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = root.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '" + USER + "'")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}

package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.NonTransactional;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Replicas;
import io.dumpwarden.dump.Source;
import io.dumpwarden.dump.TableProgress;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ReplicaLag;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dumps of a real replica that falls behind, and that nobody but the test has stop following. */
@Tag("long")
class ReplicaGuardTest {

  private static final String DATABASE = "behind";
  private static final String USER = "guarded_reader";
  private static final String PASSWORD = "test-password-Guarded1";
  private static final Duration LAG = Duration.ofSeconds(1);
  private static final int ROWS = 40;

  /** A dump waits between ranges only, and each of these tables is one. */
  private static final int TABLES = 20;

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_9"})
  void isNotDumpedBehindAndWaitedForInTheMiddle(TestEngine kind) throws Exception {
    try (SourceEngine one = Engines.throwaway(kind, "--log-bin=log", "--server-id=1");
        SourceEngine two = Engines.throwaway(kind, "--server-id=2")) {
      Scene scene = new Scene(Source.of(one), Source.of(two), kind, folder);
      scene.create();
      scene.refusesWhatIsDelayed();
      scene.waitsInTheMiddle();
      if (kind == TestEngine.MYSQL_9) {
        scene.doesNotWaitForWhoWaitsForIt();
      }
      assertThat(scene.wordsOfReplication())
          .isNotEmpty()
          .noneMatch(sql -> sql.matches("(?s)\\s*(START|STOP|CHANGE|RESET).*"));
    }
  }

  private record Scene(Source source, Source replica, TestEngine kind, Path folder) {

    void create() throws Exception {
      Replicas.follow(kind, source, replica);
      source.fresh(DATABASE);
      source.execute(
          "CREATE TABLE behind.beat (id INT PRIMARY KEY)",
          "CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'",
          "GRANT ALL ON *.* TO " + USER);
      for (int table = 0; table < TABLES; table++) {
        source.execute(
            "CREATE TABLE behind.big_%d (id INT PRIMARY KEY, filler MEDIUMTEXT)".formatted(table));
        for (int row = 0; row < ROWS / TABLES; row++) {
          source.execute(
              "INSERT INTO behind.big_%d VALUES (%d, REPEAT('lag', 100000))".formatted(table, row));
        }
      }
      source.execute("CREATE TABLE behind.complete (id INT PRIMARY KEY)");
      await().atMost(SOON).until(() -> !rows("SHOW TABLES FROM behind LIKE 'complete'").isEmpty());
      replica.execute("SET GLOBAL log_output = 'TABLE'", "SET GLOBAL general_log = ON");
    }

    /** It applies what its source writes an hour late. */
    void refusesWhatIsDelayed() throws Exception {
      follows(false);
      replica.execute(changed("DELAY = 3600"));
      follows(true);
      source.execute("INSERT INTO behind.beat VALUES (1)");
      await().atMost(SOON).until(() -> lag().exceeds(LAG));
      assertThat(lag().following()).isTrue();

      try (OpenDump dump = open(Long.MAX_VALUE)) {
        assertThatThrownBy(reading(dump)::join).isNotNull();
        assertThatThrownBy(dump::prove)
            .isInstanceOfSatisfying(
                DumpwardenException.class,
                e -> {
                  assertThat(e.code()).isEqualTo(ErrorCode.REPLICA_BEHIND);
                  assertThat(e.code().retryable()).isTrue();
                })
            .hasMessageContaining(" s behind, and may be behind by 1 s at most");
      }
      nothingIsLeft();
      follows(false);
      replica.execute(changed("DELAY = 0"));
      follows(true);
      await().atMost(SOON).until(() -> !lag().exceeds(LAG));
    }

    /** It applies nothing while a row that is to come is held by somebody. */
    void waitsInTheMiddle() throws Exception {
      try (Connection other = replica.engine().connect();
          Statement holding = other.createStatement();
          OpenDump dump = open(1_000_000)) {
        CompletableFuture<Void> reading = reading(dump);
        await().atMost(SOON).until(() -> read(dump) > 0);
        other.setAutoCommit(false);
        holding.executeQuery("SELECT * FROM behind.beat WHERE id = 2 FOR UPDATE").close();
        source.execute("INSERT INTO behind.beat VALUES (2)");
        AtomicLong before = new AtomicLong(-1);
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofMillis(250))
            .during(Duration.ofSeconds(2))
            .until(() -> before.getAndSet(read(dump)) == before.get());
        assertThat(reading).isNotDone();
        assertThat(read(dump)).isLessThan(ROWS);

        other.rollback();

        reading.join();
        dump.prove();
        assertThat(read(dump)).isEqualTo(ROWS + 1);
      }
      nothingIsLeft();
    }

    /** Each would wait for the other: the replica for definitions, the dump for the replica. */
    void doesNotWaitForWhoWaitsForIt() throws Exception {
      try (OpenDump dump = open(2_000_000)) {
        CompletableFuture<Void> reading = reading(dump);
        await().atMost(SOON).until(() -> read(dump) > 0);
        source.execute("ALTER TABLE behind.beat ADD COLUMN more INT");
        await().atMost(SOON).until(() -> lag().exceeds(LAG));
        assertThat(reading).isNotDone();
        reading.get(SOON.toSeconds(), TimeUnit.SECONDS);
        dump.prove();
      }
      await().atMost(SOON).until(() -> !lag().exceeds(LAG));
      nothingIsLeft();
    }

    /** What the account that dumps said to the replica about its following. */
    List<String> wordsOfReplication() throws SQLException {
      List<String> words =
          rows(
              "SELECT UPPER(CONVERT(argument USING utf8mb4)) FROM mysql.general_log WHERE user_host LIKE '%"
                  + USER
                  + "%' AND command_type IN ('Query', 'Execute')");
      return words.stream().filter(sql -> sql.matches("(?s).*(SLAVE|REPLICA).*")).toList();
    }

    private OpenDump open(long bytesPerSecond) throws SQLException {
      DumpManners manners =
          new DumpManners(
              null, bytesPerSecond, null, LAG, Duration.ofSeconds(5), NonTransactional.NAMED);
      Source reader = replica.as(USER, PASSWORD);
      return NativeTrip.open(reader, List.of(DATABASE), 2, manners, folder);
    }

    private static CompletableFuture<Void> reading(OpenDump dump) {
      return CompletableFuture.runAsync(
          () -> {
            try {
              dump.stream().readAllBytes();
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
    }

    private static long read(OpenDump dump) {
      return dump.progress().stream().mapToLong(TableProgress::rows).sum();
    }

    private ReplicaLag lag() throws SQLException {
      try (Connection connection = replica.engine().connect()) {
        return ReplicaLag.of(connection, replica.facts()).orElseThrow();
      }
    }

    private void follows(boolean on) throws SQLException {
      replica.execute((on ? "START " : "STOP ") + word());
    }

    private String word() {
      return kind == TestEngine.MYSQL_9 ? "REPLICA" : "SLAVE";
    }

    private String changed(String what) {
      return kind == TestEngine.MYSQL_9
          ? "CHANGE REPLICATION SOURCE TO SOURCE_" + what
          : "CHANGE MASTER TO MASTER_" + what;
    }

    private void nothingIsLeft() {
      await()
          .atMost(SOON)
          .until(() -> new ProcessList(replica).sessions("USER = '" + USER + "'").isEmpty());
    }

    private List<String> rows(String query) throws SQLException {
      List<String> found = new ArrayList<>();
      try (Connection connection = replica.engine().connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }
}

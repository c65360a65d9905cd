package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.NonTransactional;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.FrameSource;
import io.dumpwarden.pipeline.PackedFrame;
import io.dumpwarden.snapshot.SnapshotLock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What goes wrong around a dump over several connections: how it ends, and that the server holds no
 * session and no lock of it afterwards. One server for each kind, since one of the faults is its
 * death.
 */
@Tag("long")
class EngineFaultTest {

  private static final String DATABASE = "engine_faults";
  private static final String PASSWORD = "test-password-Engine1";
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 3;

  /** It ends when the dump is made. */
  private static final Duration SLOW = Duration.ofSeconds(100);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void endsHonestlyAndLeavesNothing(TestEngine kind) throws Exception {
    try (LocalEngine engine =
        (LocalEngine) Engines.throwaway(kind, "--log-bin=log", "--server-id=7")) {
      Scene scene = new Scene(Source.of(engine), folder);
      scene.create();
      scene.diskFull();
      scene.nothingIsLeft();
      scene.connectionKilled();
      scene.nothingIsLeft();
      scene.tableDropped(kind == TestEngine.MYSQL_8_0);
      scene.nothingIsLeft();
      scene.lockRefused();
      scene.nothingIsLeft();
      scene.lockWait();
      scene.nothingIsLeft();
      scene.serverKilled(engine);
    }
  }

  private record Scene(Source root, Path folder) {

    void create() throws SQLException {
      root.fresh(DATABASE);
      root.execute(
          "CREATE USER engine_all IDENTIFIED BY '" + PASSWORD + "'",
          "GRANT ALL ON *.* TO engine_all",
          "CREATE USER engine_reads IDENTIFIED BY '" + PASSWORD + "'",
          "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON *.* TO engine_reads",
          "USE " + DATABASE,
          "CREATE TABLE later (id INT PRIMARY KEY, word VARCHAR(9))",
          "INSERT INTO later VALUES (1, 'one'), (2, 'two')");
      for (int table = 0; table < 4; table++) {
        root.execute(
            "USE " + DATABASE,
            "CREATE TABLE big_%d (id INT PRIMARY KEY, filler MEDIUMTEXT)".formatted(table));
        for (int row = 0; row < 8; row++) {
          root.execute(
              "INSERT INTO %s.big_%d VALUES (%d, REPEAT('filler %d', 100000))"
                  .formatted(DATABASE, table, row, row));
        }
      }
    }

    /** Whoever writes the frames fails, as a full disk does, and closes the dump. */
    void diskFull() throws Exception {
      try (OpenDump dump = open("engine_all", Long.MAX_VALUE)) {
        FrameSource frames = dump.frames().orElseThrow();
        OutputStream full =
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            };
        assertThatThrownBy(
                () -> {
                  for (var next = frames.next(); next.isPresent(); next = frames.next()) {
                    next.get().writeTo(full);
                  }
                })
            .hasMessageContaining("No space left");
      }
    }

    void connectionKilled() throws Exception {
      try (OpenDump dump = open("engine_all", 3_000_000)) {
        CompletableFuture<Void> reading = reading(dump);
        awaitRows(dump);
        root.execute("KILL " + reader());
        assertEnds(reading, dump, ErrorCode.SERVER_GONE);
      }
    }

    /**
     * Where the server does not hold definitions fast, the dump notices. Later ones than MySQL
     * 8.0.15 hold whoever drops off until the dump is made.
     *
     * @param tableFirst whether the server gives the table to whoever drops it, and has him wait
     *     then, and everybody who wants to read the table behind him
     */
    void tableDropped(boolean tableFirst) throws Exception {
      try (OpenDump dump = open("engine_all", 5_000_000)) {
        CompletableFuture<Void> reading = reading(dump);
        awaitRows(dump);
        boolean held = dump.snapshot().orElseThrow().definitionsLocked();
        CompletableFuture<Void> dropping =
            CompletableFuture.runAsync(() -> unchecked("DROP TABLE " + DATABASE + ".later"));
        if (held && !tableFirst) {
          reading.join();
          dump.prove();
        } else {
          assertEnds(reading, dump, ErrorCode.DEFINITION_CHANGED);
        }
        dump.close();
        dropping.join();
        assertThat(root.inventory(DATABASE).tables())
            .noneMatch(table -> table.name().equals("later"));
      }
    }

    /** One connection, one snapshot, and it is said why. */
    void lockRefused() throws Exception {
      try (OpenDump dump = open("engine_reads", Long.MAX_VALUE)) {
        reading(dump).join();
        dump.prove();
        assertThat(dump.snapshot().orElseThrow().connections()).isEqualTo(1);
        assertThat(dump.snapshot().orElseThrow().lock()).isEqualTo(SnapshotLock.NONE);
        assertThat(dump.warnings())
            .anyMatch(warning -> warning.matches("(?s).*(RELOAD|FLUSH_TABLES).*"));
      }
    }

    /** Behind a statement that writes for long: whoever comes does not wait as long behind us. */
    void lockWait() throws Exception {
      try (Connection slow = root.engine().connect();
          Connection other = root.engine().connect();
          Statement write = other.createStatement();
          OpenDump dump = open("engine_all", Long.MAX_VALUE)) {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeFor(SLOW, slow));
        await().until(() -> isRunning("SLEEP(" + SLOW.toSeconds() + ")"));
        CompletableFuture<Void> reading = reading(dump);
        long begin = System.nanoTime();
        for (int i = 0; dump.snapshot().isEmpty() && !reading.isDone(); i++) {
          write.execute("REPLACE INTO %s.other VALUES (%d)".formatted(DATABASE, i));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SLOW.dividedBy(2));
        reading.join();
        dump.prove();
        var facts = dump.snapshot().orElseThrow();
        assertThat(facts.connections() == CONNECTIONS || !facts.warnings().isEmpty())
            .as("" + facts)
            .isTrue();
        root.execute("KILL " + running("SLEEP(" + SLOW.toSeconds() + ")").get(0));
        writing.join();
      }
    }

    private boolean isRunning(String words) throws SQLException {
      return !running(words).isEmpty();
    }

    private List<String> running(String words) throws SQLException {
      return new ProcessList(root)
          .sessions("INFO LIKE '%" + words + "%' AND ID <> CONNECTION_ID()");
    }

    /** Until it is killed. */
    private static void writeFor(Duration time, Connection connection) {
      String sql = "INSERT INTO %s.other SELECT 1000 + SLEEP(%d)";
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql.formatted(DATABASE, time.toSeconds()));
      } catch (SQLException e) {
        // That is how it ends here.
      }
    }

    void serverKilled(LocalEngine engine) throws Exception {
      try (OpenDump dump = open("engine_all", 3_000_000)) {
        CompletableFuture<Void> reading = reading(dump);
        awaitRows(dump);
        engine.kill();
        assertEnds(reading, dump, ErrorCode.SERVER_GONE);
      }
      engine.restart();
      try (OpenDump dump = open("engine_all", Long.MAX_VALUE)) {
        reading(dump).join();
        dump.prove();
      }
      nothingIsLeft();
    }

    private void assertEnds(CompletableFuture<Void> reading, OpenDump dump, ErrorCode code) {
      assertThatThrownBy(reading::join).as("" + code).isInstanceOf(Exception.class);
      assertThatThrownBy(dump::prove)
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private OpenDump open(String user, long bytesPerSecond) throws SQLException {
      DumpManners manners =
          new DumpManners(null, bytesPerSecond, null, null, LOCK_TIMEOUT, NonTransactional.NAMED);
      return NativeTrip.open(
          root.as(user, PASSWORD), List.of(DATABASE), CONNECTIONS, manners, folder);
    }

    private static CompletableFuture<Void> reading(OpenDump dump) {
      FrameSource frames = dump.frames().orElseThrow();
      return CompletableFuture.runAsync(
          () -> {
            try {
              for (Optional<PackedFrame> next = frames.next(); next.isPresent(); ) {
                next.get().discard();
                next = frames.next();
              }
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }

    private static void awaitRows(OpenDump dump) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> dump.progress().stream().anyMatch(table -> table.rows() > 0));
    }

    private List<String> sessions(String user) throws SQLException {
      return new ProcessList(root).sessions("USER = '" + user + "'");
    }

    /** One that sees the snapshot: others of the dump's may go, and it goes on. */
    private String reader() throws SQLException {
      return new ProcessList(root)
          .sessions(
              """
              USER = 'engine_all'
                AND ID IN (SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX)
              """)
          .get(0);
    }

    private void unchecked(String sql) {
      try {
        root.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /** No session; and whoever wants to write, or to change a definition, can. */
    void nothingIsLeft() throws Exception {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> sessions("engine_all").isEmpty() && sessions("engine_reads").isEmpty());
      root.execute(
          "SET SESSION lock_wait_timeout = 3",
          "USE " + DATABASE,
          "DROP TABLE IF EXISTS other",
          "CREATE TABLE other (id INT PRIMARY KEY)",
          "INSERT INTO other VALUES (1)",
          "ALTER TABLE big_0 COMMENT = 'free'");
    }
  }
}

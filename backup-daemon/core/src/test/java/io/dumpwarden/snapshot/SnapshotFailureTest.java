package io.dumpwarden.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a snapshot ends, the server has nothing left of it. */
class SnapshotFailureTest {

  private static final SnapshotWishes PATIENT =
      new SnapshotWishes(3, Duration.ofSeconds(30), 2, false);
  private static final SnapshotWishes HOLDING =
      new SnapshotWishes(1, Duration.ofSeconds(30), 2, true);

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void whoWaitsForTheLockIsKilledAndThenInterrupted(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions sessions = Sessions.ofReaderWithLock(root, "snapshot_failing");
    boolean mariaDb = kind == TestEngine.MARIADB_11_4;
    String statement = mariaDb ? "BACKUP STAGE START" : "FLUSH TABLES WITH READ LOCK";
    try (Obstacle obstacle = new Obstacle(root, "snapshot_failing")) {
      if (mariaDb) {
        obstacle.tableLock();
      } else {
        obstacle.waitingRename();
        new Sessions(root, root).awaitStatement("RENAME TABLE snapshot_failing.kept");
      }
      FutureTask<Snapshot> task = new FutureTask<>(() -> sessions.take(PATIENT));
      Thread thread = new Thread(task);
      thread.start();
      long first = sessions.awaitStatement(statement);
      root.execute("KILL " + first);
      assertThat(sessions.awaitStatement(statement)).as("the second try").isNotEqualTo(first);

      thread.interrupt();

      assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
    sessions.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void lostLockIsNoticed(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions sessions = Sessions.ofAll(root, "snapshot_losing");
    try (Snapshot snapshot = sessions.take(HOLDING)) {
      assertThat(snapshot.facts().lock()).isNotEqualTo(SnapshotLock.NONE);
      assertThat(snapshot.isHeld()).isTrue();
      long reader = Line.of(snapshot.connections().get(0)).id();
      for (long id : sessions.ids("")) {
        if (id != reader) {
          root.execute("KILL " + id);
        }
      }
      assertThat(snapshot.isHeld()).isFalse();
    }
    sessions.assertNothingLeft();
  }

  /** The lock of one holds nobody off on the other. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_9"})
  void serversBehindABalancerAreNotMixed(TestEngine kind) throws Exception {
    Source one = Source.of(Engines.shared(kind));
    try (SourceEngine other = Engines.throwaway(kind)) {
      Sessions sessions = Sessions.ofAll(one, "snapshot_balanced");
      Sessions others = Sessions.ofAll(Source.of(other), "snapshot_balanced");
      ServerFacts server = sessions.account().facts();
      try (Balancer balancer = new Balancer(List.of(one, others.root()));
          Snapshot snapshot =
              new Snapshots(Ledger.CONNECTOR)
                  .take(balancer.login(sessions.account().login()), server, PATIENT)) {
        assertThat(snapshot.facts().warnings())
            .singleElement()
            .asString()
            .isEqualTo("connections come to several servers, as behind a balancer: 2 of 3 read");
        assertThat(snapshot.connections()).hasSize(2);
        assertThat(Line.of(snapshot.connections().get(0)).server())
            .isEqualTo(Line.of(snapshot.connections().get(1)).server());
        assertThat(snapshot.facts().lock()).isNotEqualTo(SnapshotLock.NONE);
      }
      sessions.assertNothingLeft();
      others.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0"})
  void lockThatIsToBeHeldIsHadOrItFails(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions reader =
        Sessions.of(root, "snapshot_unlocked", List.of("GRANT SELECT, PROCESS ON *.* TO "));
    assertFails(reader, ErrorCode.ACCESS_DENIED, "may not lock");
    reader.assertNothingLeft();
    Sessions sessions = Sessions.ofAll(root, "snapshot_unlocked");
    try (Obstacle obstacle = new Obstacle(root, "snapshot_unlocked")) {
      obstacle.tableLock();
      assertFails(sessions, ErrorCode.TIMEOUT, "no lock (");
    }
    sessions.assertNothingLeft();
  }

  private static void assertFails(Sessions sessions, ErrorCode code, String words) {
    SnapshotWishes hasty = new SnapshotWishes(2, Duration.ofMillis(300), 2, true);
    assertThatThrownBy(() -> sessions.take(hasty))
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e).hasMessageContaining(words);
              assertThat(e.hint()).contains("--non-transactional named");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void closingEndsWhatIsBeingRead(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions sessions = Sessions.ofAll(root, "snapshot_closing");
    CompletableFuture<Void> reading;
    try (Snapshot snapshot = sessions.take(PATIENT)) {
      Connection connection = snapshot.connections().get(1);
      reading = CompletableFuture.runAsync(() -> sleep(connection));
      sessions.awaitStatement("SELECT SLEEP(61)");
    }
    assertThatThrownBy(() -> reading.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    sessions.assertNothingLeft();
  }

  @Test
  void killedServerKeepsNobody() throws Exception {
    Engines.require(TestEngine.MARIADB_11_4);
    try (LocalEngine engine = (LocalEngine) TestEngine.MARIADB_11_4.start()) {
      Source root = Source.of(engine);
      ServerFacts facts = root.facts();
      Snapshots snapshots = new Snapshots(Ledger.CONNECTOR);
      try (Snapshot snapshot = snapshots.take(root.login(), facts, HOLDING)) {
        engine.kill();
        assertThat(snapshot.isHeld()).isFalse();
      }
      assertThatThrownBy(() -> snapshots.take(root.login(), facts, HOLDING))
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNREACHABLE));
    }
  }

  @Test
  void fewerConnectionsDoWhereTheServerTakesNoMore() throws Exception {
    Source root = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    Sessions sessions =
        Sessions.of(root, "snapshot_limited", List.of("GRANT SELECT, RELOAD ON *.* TO "));
    root.execute("ALTER USER snapshot_limited WITH MAX_USER_CONNECTIONS 4");
    try (Snapshot snapshot = sessions.take(PATIENT)) {
      assertThat(snapshot.connections()).hasSize(2);
      assertThat(snapshot.facts().lock()).isEqualTo(SnapshotLock.BACKUP_STAGE);
      assertThat(snapshot.facts().warnings()).singleElement().asString().contains("2 of 3");
    }
    sessions.assertNothingLeft();
  }

  private static void sleep(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT SLEEP(61)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.dumpwarden.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is in the way of the lock neither holds a snapshot up nor, by it, anybody else. */
class SnapshotGuardTest {

  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private static final SnapshotWishes WISHES = new SnapshotWishes(3, TIMEOUT, 2, false);

  /** Much more than the time limit, for busy machines; much less than what is in the way lasts. */
  private static final long PATIENCE_MILLIS = 15_000;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void longStatement(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions sessions = Sessions.ofAll(root, "snapshot_guard");
    try (Obstacle obstacle = new Obstacle(root, "snapshot_guard")) {
      obstacle.longStatement().withClients(true);
      new Sessions(root, root).awaitStatement("SELECT SLEEP(60)");
      if (kind == TestEngine.MARIADB_11_4) {
        // it needs no flush of tables that are read
        assertAll(sessions, SnapshotLock.BACKUP_STAGE);
      } else {
        SnapshotFacts facts = assertAlone(sessions, "snapshot_guard.kept in use all the time");
        assertThat(facts.definitionsLocked()).isTrue();
        assertThat(facts.position()).isNotNull();
        // later releases have GTIDs unless told otherwise
        assertThat(facts.position().exact() && !root.facts().gtids()).isFalse();
      }
      assertThat(obstacle.longestMillis()).isLessThan(PATIENCE_MILLIS);
    }
    assertAll(sessions, lock(kind));
    sessions.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void lockedTable(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions sessions = Sessions.ofAll(root, "snapshot_guard");
    try (Obstacle obstacle = new Obstacle(root, "snapshot_guard")) {
      obstacle.tableLock().withClients(false);
      assertAlone(
          sessions,
          kind == TestEngine.MARIADB_11_4 ? "not had within 400 ms" : "in use all the time");
      assertThat(obstacle.longestMillis()).isLessThan(PATIENCE_MILLIS);
    }
    assertAll(sessions, lock(kind));
    sessions.assertNothingLeft();
  }

  /** Nothing shows it to the guard, so that only the time limit helps. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MYSQL_9"})
  void waitingRename(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions sessions = Sessions.ofReaderWithLock(root, "snapshot_guard");
    try (Obstacle obstacle = new Obstacle(root, "snapshot_guard")) {
      obstacle.waitingRename().withClients(false);
      new Sessions(root, root).awaitStatement("RENAME TABLE snapshot_guard.kept");
      SnapshotFacts facts = assertAlone(sessions, "not had within 400 ms");
      assertThat(facts.waitMillis()).isBetween(800L, 2 * PATIENCE_MILLIS);
      assertThat(obstacle.longestMillis()).isLessThan(PATIENCE_MILLIS);
    }
    sessions.assertNothingLeft();
  }

  /** Also what came into use when others had been waited for already. */
  @Test
  void whatWasNotSeenUnusedForLongIsInTheWay() {
    FlushGuard.Looks looks = new FlushGuard.Looks();

    assertThat(looks.add(Set.of("a.first"))).containsExactly("a.first");
    assertThat(looks.add(Set.of("a.first", "a.later"))).containsExactly("a.first");
    assertThat(looks.add(Set.of("a.later"))).isEmpty();
    for (int look = 3; look < FlushGuard.Looks.MANY; look++) {
      assertThat(looks.add(Set.of("a.first", "a.later"))).isEmpty();
    }
    assertThat(looks.add(Set.of("a.first", "a.later"))).containsExactly("a.later");
    assertThat(looks.add(Set.of("a.first"))).isEmpty();
  }

  /** As those of another dump at the same time, which reads a large table over four connections. */
  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MYSQL_8_0", "MYSQL_9"})
  void otherDumpsMakeWay(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    Sessions sessions = Sessions.ofAll(root, "snapshot_guard");
    try (Obstacle obstacle = new Obstacle(root, "snapshot_guard")) {
      obstacle.politeReaders(root.facts()).withClients(true);
      new Sessions(root, root).awaitStatement("SELECT SLEEP(0.2");
      for (int i = 0; i < 3; i++) {
        assertAll(sessions, SnapshotLock.BACKUP_LOCK);
      }
      assertThat(obstacle.longestMillis()).isLessThan(PATIENCE_MILLIS);
    }
    sessions.assertNothingLeft();
  }

  private static SnapshotFacts assertAlone(Sessions sessions, String reason) throws SQLException {
    try (Snapshot snapshot = sessions.take(WISHES)) {
      SnapshotFacts facts = snapshot.facts();
      assertThat(snapshot.connections()).hasSize(1);
      assertThat(facts.connections()).isEqualTo(1);
      assertThat(facts.lock()).isEqualTo(SnapshotLock.NONE);
      assertThat(facts.lockMillis()).isZero();
      assertThat(facts.waitMillis()).isPositive();
      assertThat(facts.warnings())
          .last()
          .asString()
          .contains(reason)
          .contains("one connection reads instead of 3");
      return facts;
    }
  }

  private static void assertAll(Sessions sessions, SnapshotLock lock) throws SQLException {
    SnapshotWishes patient = new SnapshotWishes(3, Duration.ofSeconds(10), 3, false);
    try (Snapshot snapshot = sessions.take(patient)) {
      assertThat(snapshot.facts().warnings()).isEmpty();
      assertThat(snapshot.facts().lock()).isEqualTo(lock);
      assertThat(snapshot.connections()).hasSize(3);
    }
  }

  private static SnapshotLock lock(TestEngine kind) {
    return kind == TestEngine.MARIADB_11_4 ? SnapshotLock.BACKUP_STAGE : SnapshotLock.BACKUP_LOCK;
  }
}

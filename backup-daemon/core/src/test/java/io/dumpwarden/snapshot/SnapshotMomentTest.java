package io.dumpwarden.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.BinlogPosition;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under writers on real servers: one moment for all connections, and exactly its position. */
class SnapshotMomentTest {

  private static final Pattern BEAT =
      Pattern.compile("UPDATE snapshot_ledger\\.beat SET n = (\\d+) WHERE id = (\\d+)");

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void isTheSameForAllAndItsPositionIsExact(TestEngine kind) throws Exception {
    Engines.require(kind);
    try (SourceEngine engine = startWithLog(kind)) {
      Source root = Source.of(engine);
      Sessions sessions = Sessions.ofAll(root, "snapshot_all");
      try (Ledger ledger = Ledger.open(root, "snapshot_ledger")) {
        for (int i = 0; i < 8; i++) {
          assertOneMoment(sessions, ledger, 4, lock(kind));
        }
        SnapshotLock alone =
            kind == TestEngine.MARIADB_11_4 ? SnapshotLock.NONE : SnapshotLock.BACKUP_LOCK;
        assertOneMoment(sessions, ledger, 1, alone);
        assertWritersWaitUntilItIsClosed(sessions, ledger);
        if (kind == TestEngine.MARIADB_11_4) {
          assertWaitsForNoCluster(sessions);
        }
        assertExactOrSaidOtherwise(root, ledger);
      }
      assertExactWithoutLock(root);
      sessions.assertNothingLeft();
    }
  }

  private static void assertWaitsForNoCluster(Sessions sessions) throws Exception {
    sessions.root().execute("SET GLOBAL wsrep_sync_wait = 7");
    try (Snapshot snapshot = sessions.take(SnapshotWishes.of(2));
        Statement statement = snapshot.connections().get(1).createStatement();
        ResultSet row = statement.executeQuery("SELECT @@wsrep_sync_wait")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isZero();
    } finally {
      sessions.root().execute("SET GLOBAL wsrep_sync_wait = 0");
    }
  }

  private static void assertOneMoment(
      Sessions sessions, Ledger ledger, int connections, SnapshotLock lock) throws Exception {
    Map<Integer, Long> seen;
    BinlogPosition position;
    try (Snapshot snapshot = sessions.take(SnapshotWishes.of(connections))) {
      SnapshotFacts facts = snapshot.facts();
      assertThat(facts.warnings()).isEmpty();
      assertThat(facts.lock()).isEqualTo(lock);
      assertThat(facts.connections()).isEqualTo(connections);
      assertThat(facts.definitionsLocked()).isEqualTo(lock == SnapshotLock.BACKUP_LOCK);
      assertThat(facts.lockMillis()).isLessThan(5_000);
      position = facts.position();
      assertThat(snapshot.connections()).hasSize(connections);
      seen = ledger.beats(snapshot.connections().get(0));
      awaitBeatsBeyond(ledger, seen);
      for (Connection connection : snapshot.connections()) {
        assertThat(ledger.beats(connection)).isEqualTo(seen);
        assertThat(ledger.sum(connection)).isZero();
      }
      assertThat(snapshot.isHeld()).isTrue();
    }
    assertThat(position).isNotNull();
    assertThat(position.exact()).isTrue();
    assertThat(position.gtid()).isNotNull();
    Map<Integer, Long> next = new TreeMap<>(seen);
    next.replaceAll((writer, n) -> n + 1);
    assertThat(nextBeats(sessions.root(), position, next.size())).isEqualTo(next);
  }

  /** Without a lock, nobody may be wrong about whether the position is that of the snapshot. */
  private static void assertExactOrSaidOtherwise(Source root, Ledger ledger) throws Exception {
    Sessions reader = reader(root);
    for (int i = 0; i < 10; i++) {
      try (Snapshot snapshot = reader.take(SnapshotWishes.of(2))) {
        BinlogPosition position = snapshot.facts().position();
        Map<Integer, Long> next = new TreeMap<>(ledger.beats(snapshot.connections().get(0)));
        awaitBeatsBeyond(ledger, next);
        assertThat(ledger.beats(snapshot.connections().get(0))).isEqualTo(next);
        assertThat(isNear(snapshot)).isNotEqualTo(position.exact());
        if (position.exact()) {
          next.replaceAll((writer, n) -> n + 1);
          // a writer may have had to wait for long
          Map<Integer, Long> found = nextBeats(root, position, next.size());
          assertThat(found).isNotEmpty();
          assertThat(next).containsAllEntriesOf(found);
        }
      }
    }
  }

  private static void assertExactWithoutLock(Source root) throws SQLException {
    try (Snapshot snapshot = reader(root).take(SnapshotWishes.of(2))) {
      assertThat(snapshot.facts().lock()).isEqualTo(SnapshotLock.NONE);
      assertThat(snapshot.facts().position().exact()).isTrue();
      assertThat(isNear(snapshot)).isFalse();
    }
  }

  private static boolean isNear(Snapshot snapshot) {
    return snapshot.facts().warnings().stream().anyMatch(words -> words.contains("moment near it"));
  }

  private static Sessions reader(Source root) throws SQLException {
    return Sessions.of(
        root, "snapshot_reader", List.of("GRANT SELECT, REPLICATION CLIENT ON *.* TO "));
  }

  private static void assertWritersWaitUntilItIsClosed(Sessions sessions, Ledger ledger)
      throws Exception {
    SnapshotWishes holding = new SnapshotWishes(3, Duration.ofSeconds(5), 3, true);
    Map<Integer, Long> seen;
    try (Snapshot snapshot = sessions.take(holding)) {
      assertThat(snapshot.facts().definitionsLocked()).isTrue();
      Connection first = snapshot.connections().get(0);
      seen = ledger.beats(first);
      long rows = ledger.looseRows(first);
      Awaitility.await()
          .during(Duration.ofMillis(300))
          .until(() -> ledger.beatsNow().equals(seen) && ledger.looseRows(first) == rows);
      assertThat(snapshot.facts().lockMillis()).isGreaterThanOrEqualTo(300);
      assertThat(snapshot.isHeld()).isTrue();
    }
    awaitBeatsBeyond(ledger, seen);
  }

  /** Until each writer has written on. */
  private static void awaitBeatsBeyond(Ledger ledger, Map<Integer, Long> seen) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                ledger.beatsNow().entrySet().stream()
                    .allMatch(beat -> beat.getValue() > seen.get(beat.getKey())));
  }

  /** The first beat of each writer that the log has from there on. */
  private static Map<Integer, Long> nextBeats(Source root, BinlogPosition from, int writers)
      throws SQLException {
    Map<Integer, Long> beats = new TreeMap<>();
    String sql =
        "SHOW BINLOG EVENTS IN '%s' FROM %d LIMIT 2000".formatted(from.file(), from.position());
    try (Connection connection = Ledger.CONNECTOR.connect(root.login());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next() && beats.size() < writers) {
        Matcher beat = BEAT.matcher(rows.getString("Info"));
        if (beat.find()) {
          beats.putIfAbsent(Integer.valueOf(beat.group(2)), Long.valueOf(beat.group(1)));
        }
      }
    }
    return beats;
  }

  private static SnapshotLock lock(TestEngine kind) {
    return kind == TestEngine.MARIADB_11_4 ? SnapshotLock.BACKUP_STAGE : SnapshotLock.BACKUP_LOCK;
  }

  private static SourceEngine startWithLog(TestEngine kind) throws IOException {
    List<String> options =
        kind == TestEngine.MARIADB_11_4
            ? List.of("--log-bin=bin", "--server-id=1")
            : List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON");
    return kind.start(options.toArray(String[]::new));
  }
}

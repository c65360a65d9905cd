package io.dumpwarden.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.dump.Replicas;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.ReplicaLag;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real replicas, whose clocks are set to another zone than the machine's. */
@Tag("long")
class ReplicationTest {

  private static final String PASSWORD = "test-password-Replica1";

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void saysHowFarAReplicaIsBehind(TestEngine kind) throws Exception {
    Engines.require(kind);
    try (SourceEngine first = kind.start("--log-bin=log", "--server-id=1");
        SourceEngine second = kind.start("--server-id=2", "--default-time-zone=+09:00")) {
      Source replica = Source.of(second);
      Replicas.follow(kind, Source.of(first), replica);
      Visited visited = Visited.impatient(replica);

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(visited.lines("replication"))
                      .containsExactly("ok replica of 127.0.0.1, 0 s behind"));
      assertThat(lag(replica).behind()).isZero();
      assertThat(lag(replica).following()).isTrue();
      replica.execute(kind == TestEngine.MYSQL_9 ? "STOP REPLICA" : "STOP SLAVE");
      assertThat(lag(replica)).isEqualTo(new ReplicaLag(false, null));
      assertThat(visited.lines("replication"))
          .singleElement()
          .asString()
          .startsWith("warning replica of 127.0.0.1 that follows it no more");
      agesDoNotDependOnTheZone(replica);
    }
  }

  private static ReplicaLag lag(Source replica) throws Exception {
    try (Connection connection = Visited.CONNECTOR.connect(replica.login())) {
      return ReplicaLag.of(connection, replica.facts()).orElseThrow();
    }
  }

  private static void agesDoNotDependOnTheZone(Source source) throws Exception {
    source.fresh("zoned");
    source.execute(
        "CREATE TABLE zoned.t (a INT PRIMARY KEY) ENGINE=InnoDB",
        "CREATE USER watcher IDENTIFIED BY '" + PASSWORD + "'",
        "GRANT PROCESS ON *.* TO watcher");
    Visited visited = Visited.impatient(source.as("watcher", PASSWORD));
    try (Connection other = Visited.CONNECTOR.connect(source.login());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("INSERT INTO zoned.t VALUES (1)");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(visited.lines("transactions"))
                      .anyMatch(l -> l.matches("warning .* has been open for \\d{1,2} s .*")));
    }
  }
}

package io.dumpwarden.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real replicas are in ReplicationTest, which takes longer. */
class ReplicaLagTest {

  @ParameterizedTest
  @EnumSource(TestEngine.class)
  void isNotKnownWhereThereIsNoneOrNobodyMayAsk(TestEngine kind) throws Exception {
    Source root = Source.of(Engines.shared(kind));
    root.execute(
        "DROP USER IF EXISTS lag_blind",
        "CREATE USER lag_blind IDENTIFIED BY 'test-password-Lag1'");
    Source blind = root.as("lag_blind", "test-password-Lag1");
    for (Source source : new Source[] {root, blind}) {
      try (Connection connection =
          new ServerConnector(Duration.ofMinutes(1)).connect(source.login())) {
        assertThat(ReplicaLag.of(connection, root.facts())).isEmpty();
        assertThat(ServerLoad.of(connection).threadsRunning()).isPositive();
      }
    }
  }

  @Test
  void exceedsWhatIsAllowedAlsoWhereItIsNotKnown() {
    Duration minute = Duration.ofMinutes(1);

    assertThat(new ReplicaLag(true, minute).exceeds(minute)).isFalse();
    assertThat(new ReplicaLag(true, minute.plusSeconds(1)).exceeds(minute)).isTrue();
    assertThat(new ReplicaLag(false, Duration.ZERO).exceeds(minute)).isTrue();
    assertThat(new ReplicaLag(true, null).exceeds(minute)).isTrue();
  }

  @Test
  void catchesUpOnlyWhileItFollows() {
    Duration minute = Duration.ofMinutes(1);

    assertThat(new ReplicaLag(true, minute).isCatchingUp(minute)).isFalse();
    assertThat(new ReplicaLag(true, minute.plusSeconds(1)).isCatchingUp(minute)).isTrue();
    assertThat(new ReplicaLag(false, minute.plusSeconds(1)).isCatchingUp(minute)).isFalse();
    assertThat(new ReplicaLag(true, null).isCatchingUp(minute)).isFalse();
  }
}

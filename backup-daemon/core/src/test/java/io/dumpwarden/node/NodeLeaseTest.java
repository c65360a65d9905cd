package io.dumpwarden.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a node may take others for dead. */
class NodeLeaseTest {

  private static final Node SELF =
      new Node("id", "a", "host", Node.Kind.DAEMON, 1, Instant.EPOCH, Instant.EPOCH);

  private Instant now = Instant.parse("2032-03-10T12:00:00Z");
  private boolean away;
  private final NodeLease lease = new NodeLease(SELF, new Registry(), () -> now);

  @Test
  void onlyAfterTheOthersHadTimeToRenewTheirs() {
    assertThat(lease.mayJudgeOthers()).isFalse();
    renewAfter(0);
    assertThat(lease.mayJudgeOthers()).isFalse();
    renewAfter(5);
    assertThat(lease.mayJudgeOthers()).isFalse();
    renewAfter(5);
    assertThat(lease.mayJudgeOthers()).isTrue();
  }

  @Test
  void notWhileTheStoreIsAwayNorRightAfter() {
    renewAfter(0);
    renewAfter(10);
    assertThat(lease.mayJudgeOthers()).isTrue();

    away = true;
    renewAfter(3);
    assertThat(lease.isHeld()).isFalse();
    assertThat(lease.mayJudgeOthers()).isFalse();
    away = false;
    renewAfter(3);
    assertThat(lease.mayJudgeOthers()).isFalse();
    renewAfter(10);
    assertThat(lease.mayJudgeOthers()).isTrue();
  }

  @Test
  void notWhenItsOwnRanOutWhileTheStoreSaidNothing() {
    renewAfter(0);
    renewAfter(10);
    now = now.plus(NodeLease.LEASE);
    assertThat(lease.mayJudgeOthers()).isFalse();
    renewAfter(1);
    assertThat(lease.mayJudgeOthers()).isFalse();
    renewAfter(10);
    assertThat(lease.mayJudgeOthers()).isTrue();
  }

  private void renewAfter(int seconds) {
    now = now.plusSeconds(seconds);
    lease.renew();
  }

  private final class Registry implements NodeRegistry {

    @Override
    public void renew(Node node, Duration duration) {
      if (away) {
        throw new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "away");
      }
    }

    @Override
    public List<Node> alive() {
      return List.of();
    }

    @Override
    public List<Node> expired(Duration grace) {
      return List.of();
    }

    @Override
    public void release(String nodeId) {}
  }
}

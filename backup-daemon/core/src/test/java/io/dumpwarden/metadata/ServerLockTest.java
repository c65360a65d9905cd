package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static io.dumpwarden.metadata.TestRuns.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.run.Run;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checking and changing the runs of one server is one step for all nodes. */
@MetadataEngines
class ServerLockTest {

  private final TestDatabase database;
  private final JdbiRunQueue queue;

  ServerLockTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.queue = new JdbiRunQueue(database.store());
    database.sql(
        "INSERT INTO server (name, flavor, host, username)"
            + " VALUES ('a', 'mysql', 'h', 'u'), ('b', 'mysql', 'h', 'u')");
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aServerThatAnotherNodeIsBusyWithIsPassedOver() throws Exception {
    queue.offer(TestRuns.queued("nightly", "a", FIRE));
    queue.offer(TestRuns.queued("nightly", "b", FIRE.plusSeconds(1)));
    try (Connection other = database.locking("a")) {
      assertThat(queue.claim(NODE).orElseThrow().server()).isEqualTo("b");
      assertThat(queue.claim(NODE)).isEmpty();
      other.rollback();
    }
    assertThat(queue.claim(NODE).orElseThrow().server()).isEqualTo("a");
  }

  @Test
  void anOfferWaitsForItsTurn() throws Exception {
    assertWaits(() -> queue.offer(TestRuns.queued("nightly", "a", FIRE)));
  }

  @Test
  void theClaimOfACertainRunWaitsForItsTurn() throws Exception {
    Run run = queue.offer(TestRuns.queued("nightly", "a", FIRE)).orElseThrow();
    assertWaits(() -> queue.claim(NODE, run.id()));
  }

  private void assertWaits(Supplier<Optional<Run>> work) throws Exception {
    try (Connection other = database.locking("a")) {
      CompletableFuture<Optional<Run>> waiting = CompletableFuture.supplyAsync(work);
      assertThatThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      other.rollback();
      assertThat(waiting.get(20, TimeUnit.SECONDS)).isPresent();
    }
  }
}

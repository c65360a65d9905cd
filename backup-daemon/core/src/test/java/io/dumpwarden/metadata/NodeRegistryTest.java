package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.RunEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class NodeRegistryTest {

  private final TestDatabase database;
  private final MetadataStore store;
  private final JdbiNodeRegistry nodes;

  NodeRegistryTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.store = database.store();
    this.nodes = new JdbiNodeRegistry(store);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void theStoresClockRunsInUtc() {
    assertThat(store.now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void aRenewedNodeIsAlive() {
    Node node = TestRuns.node("a");
    nodes.renew(node, Duration.ofMinutes(1));
    nodes.renew(node, Duration.ofMinutes(1));
    assertThat(nodes.alive()).containsExactly(node);
    assertThat(nodes.expired(Duration.ZERO)).isEmpty();
  }

  @Test
  void aLeaseEndsByTheStoresClock() {
    Node node = TestRuns.node("a");
    nodes.renew(node, Duration.ofMillis(300));
    Awaitility.await().until(() -> nodes.alive().isEmpty());
    assertThat(nodes.expired(Duration.ZERO)).containsExactly(node);
    assertThat(nodes.expired(Duration.ofMinutes(1))).isEmpty();

    database.sql("UPDATE node SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 61 SECOND");
    assertThat(nodes.expired(Duration.ofMinutes(1))).containsExactly(node);
    nodes.renew(node, Duration.ofMinutes(1));
    assertThat(nodes.alive()).containsExactly(node);
  }

  @Test
  void aNodeWhoseRunsDidNotEndStaysKnown() {
    JdbiRunQueue queue = new JdbiRunQueue(store);
    Node node = TestRuns.node("a");
    nodes.renew(node, Duration.ZERO);
    queue.offer(TestRuns.queued("nightly", "shop", TestRuns.FIRE));
    String run = queue.claim(node).orElseThrow().id();
    nodes.release(node.id());
    assertThat(nodes.expired(Duration.ZERO)).containsExactly(node);

    queue.finish(run, RunEnd.succeeded(TestRuns.FIRE));
    nodes.release(node.id());
    assertThat(nodes.expired(Duration.ZERO)).isEmpty();
  }

  @Test
  void aReleasedNodeIsForgotten() {
    Node node = TestRuns.node("a");
    nodes.renew(node, Duration.ZERO);
    nodes.release(node.id());
    assertThat(nodes.alive()).isEmpty();
    assertThat(nodes.expired(Duration.ZERO)).isEmpty();
  }
}

package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.client.SqlError;
import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.node.Node;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreEnd;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.restore.RestorePhase;
import io.dumpwarden.restore.RestoreProgress;
import io.dumpwarden.restore.RestoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class RestoreStoreTest {

  private static final Instant BEGIN = Instant.parse("2026-03-29T01:30:00.123456Z");

  private final TestDatabase database;
  private final JdbiRestoreStore store;

  RestoreStoreTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.store = new JdbiRestoreStore(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aRestoreComesBackAsItWas() {
    Restore restore = begun("shop1");
    assertThat(store.find(restore.id())).contains(restore);
    assertThat(store.running()).containsExactly(restore);

    RowsProgress rows = new RowsProgress(1, 2, 3, 4, null, List.of());
    RestoreProgress progress = new RestoreProgress(RestorePhase.LOADING, 10, 20, 30, rows);
    assertThat(store.progress(restore.id(), progress)).isFalse();
    assertThat(store.find(restore.id()).orElseThrow().progress()).isEqualTo(progress);
    RestoreEnd end = end(RestoreStatus.PARTIAL);
    assertThat(store.finish(restore.id(), end)).isTrue();

    Restore ended = store.find(restore.id()).orElseThrow();
    assertThat(ended.end()).isEqualTo(end);
    assertThat(ended.progress())
        .isEqualTo(new RestoreProgress(RestorePhase.LOADING, 10, 20, 30, RowsProgress.NONE));
    assertThat(store.running()).isEmpty();
  }

  @Test
  void theNewestComeFirstPageByPage() {
    Restore first = begun("shop1");
    Restore second = begun("shop2");
    Restore third = begun("shop1");

    assertThat(ids(new RestoreFilter(null, null, null, null, 2)))
        .containsExactly(third.id(), second.id());
    assertThat(ids(new RestoreFilter(null, null, null, second.id(), 2)))
        .containsExactly(first.id());
    assertThat(ids(new RestoreFilter("shop1", "running", null, null, 9)))
        .containsExactly(third.id(), first.id());
  }

  @Test
  void theWishForItsEndReachesWhoWorksAtIt() {
    Restore restore = begun("shop1");
    store.requestCancel(restore.id());

    assertThat(store.progress(restore.id(), restore.progress())).isTrue();
    store.finish(restore.id(), end(RestoreStatus.CANCELLED));
    store.requestCancel(restore.id());
    assertThat(store.find(restore.id()).orElseThrow().status()).isEqualTo(RestoreStatus.CANCELLED);
  }

  @Test
  void onlyAProvenResultOverridesTheGuessThatItsProcessDied() {
    Restore restore = begun("shop1");
    store.finish(restore.id(), end(RestoreStatus.INTERRUPTED));

    assertThat(store.finish(restore.id(), end(RestoreStatus.FAILED))).isFalse();
    assertThat(store.finish(restore.id(), end(RestoreStatus.SUCCEEDED))).isTrue();
    assertThat(store.finish(restore.id(), end(RestoreStatus.INTERRUPTED))).isFalse();
  }

  @Test
  void aNodeThatLeftARestoreStaysKnown() {
    Restore restore = begun("shop1");
    JdbiNodeRegistry nodes = new JdbiNodeRegistry(database.store());
    Node node =
        new Node(restore.node().nodeId(), "n", "h", Node.Kind.COMMAND, 1, Instant.EPOCH, BEGIN);
    nodes.renew(node, Duration.ofMinutes(1));

    nodes.release(node.id());
    assertThat(nodes.alive()).extracting(Node::id).contains(node.id());
    store.finish(restore.id(), end(RestoreStatus.FAILED));
    nodes.release(node.id());
    assertThat(nodes.alive()).extracting(Node::id).doesNotContain(node.id());
  }

  @Test
  void itsLogIsKept() {
    Restore restore = begun("shop1");
    store.log(restore.id(), List.of("one", "two"));
    store.log(restore.id(), List.of("three"));
    assertThat(store.readLog(restore.id())).containsExactly("one", "two", "three");
  }

  private List<String> ids(RestoreFilter filter) {
    return store.list(filter).stream().map(Restore::id).toList();
  }

  private Restore begun(String target) {
    Restore restore =
        new Restore(
            Ids.next(),
            new Restore.From("backup x", Ids.next(), "crm"),
            new Restore.Into(
                target, Map.of("a", "b`ä"), List.of("a.*"), Existing.IN_PLACE, "ann", "OPS-1"),
            RestoreStatus.RUNNING,
            RestoreProgress.NONE,
            new Restore.AtWork(Ids.next(), "node"),
            BEGIN,
            false,
            null);
    store.begin(restore);
    return restore;
  }

  private static RestoreEnd end(RestoreStatus status) {
    return new RestoreEnd(
        status,
        BEGIN.plusSeconds(9),
        "disk",
        Duration.ofMillis(1500),
        Duration.ofMillis(2500),
        "/somewhere/file.sql",
        List.of(new SqlError(7, "ERROR 1146 at line 7", "table x"), new SqlError(0, "e", null)),
        12,
        "restore-failed",
        "12 statements failed",
        "read them");
  }
}

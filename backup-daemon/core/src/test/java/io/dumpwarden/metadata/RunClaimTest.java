package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static io.dumpwarden.metadata.TestRuns.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.node.Node;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class RunClaimTest {

  private static final int THREADS = 8;

  private final TestDatabase database;
  private final JdbiRunQueue queue;

  RunClaimTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.queue = new JdbiRunQueue(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aRunForOneNodeIsTakenByThatOneAlone() {
    servers(5, "a");
    Node command = TestRuns.node("command");
    RunRequest request = new RunRequest("ann (cli)", null, Map.of(), command.id());
    Run run = TestRuns.asked("a", FIRE, request);
    queue.offer(run);
    offer("nightly", "a", FIRE.plusSeconds(1));

    assertThat(queue.claim(NODE)).map(Run::schedule).contains("nightly");
    assertThat(queue.claim(NODE)).isEmpty();
    assertThat(queue.claim(NODE, run.id())).isEmpty();
    assertThat(queue.waitingFor(command.id())).extracting(Run::id).containsExactly(run.id());
    assertThat(queue.runningOf(command.id())).isEmpty();

    assertThat(queue.claim(command, run.id())).map(Run::nodeName).contains("command");
    assertThat(queue.runningOf(command.id())).extracting(Run::id).containsExactly(run.id());
    assertThat(queue.waitingFor(command.id())).isEmpty();
  }

  @Test
  void takesTheServerWithTheFewestRunsThenTheOneServedLongestAgo() {
    servers(5, "a", "b", "c");
    // a has more waiting, and longer, than the others
    for (int i = 0; i < 3; i++) {
      offer("s" + i, "a", FIRE.plusSeconds(i));
    }
    offer("s0", "b", FIRE.plusSeconds(10));
    offer("s0", "c", FIRE.plusSeconds(20));

    List<String> claimed = new ArrayList<>();
    claimed.add(claim().server());
    claimed.add(claim().server());
    claimed.add(claim().server());
    assertThat(claimed).as("one each first").containsExactly("a", "b", "c");

    queue.active().forEach(run -> queue.finish(run.id(), RunEnd.succeeded(FIRE)));
    database.sql("UPDATE run SET status = 'queued' WHERE schedule IN ('s1', 's2')");
    offer("s3", "b", FIRE);
    assertThat(claim().server()).as("a was served before b").isEqualTo("a");
    assertThat(claim().server()).as("a has one going").isEqualTo("b");
    assertThat(claim().schedule()).as("only a is left").isEqualTo("s2");
  }

  @Test
  void theActiveListForetellsTheClaims() {
    servers(5, "a", "b", "c");
    offer("s1", "a", FIRE.plusSeconds(3));
    offer("s2", "a", FIRE.plusSeconds(1));
    offer("s1", "b", FIRE.plusSeconds(4));
    offer("s1", "c", Instant.now().plusSeconds(3600));
    offer("s2", "b", FIRE.plusSeconds(5));

    List<String> foretold = queue.active().stream().map(Run::id).toList();
    List<String> claimed = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      claimed.add(claim().id());
    }
    assertThat(foretold.subList(0, 4)).isEqualTo(claimed);
    assertThat(queue.active()).hasSize(5).last().extracting(Run::server).isEqualTo("c");
  }

  @Test
  void leavesWhatIsNotDueAlone() {
    servers(1, "a");
    Run later = offer("s", "a", Instant.now().plusSeconds(3600));
    assertThat(queue.claim(NODE)).isEmpty();
    assertThat(queue.claim(NODE, later.id())).isPresent();
  }

  @Test
  void obeysTheServersLimit() {
    servers(1, "a");
    Run first = offer("s1", "a", FIRE);
    Run second = offer("s2", "a", FIRE.plusSeconds(1));
    assertThat(claim().id()).isEqualTo(first.id());
    assertThat(queue.claim(NODE)).isEmpty();
    assertThat(queue.claim(NODE, second.id())).isEmpty();
    queue.finish(first.id(), RunEnd.succeeded(FIRE));
    assertThat(claim().id()).isEqualTo(second.id());
  }

  @Test
  void leavesToAnotherNodeWhatOnlyThatOneCanStore() {
    JdbiNodeRegistry nodes = new JdbiNodeRegistry(database.store());
    Node other = TestRuns.node("b");
    nodes.renew(NODE, Duration.ofMinutes(1));
    nodes.renew(other, Duration.ofMinutes(1));
    servers(5, "a");
    Run theirs = offer("theirs", "a", FIRE);
    Run mine = offer("mine", "a", FIRE.plusSeconds(1));

    assertThat(queue.claim(NODE, () -> Set.of("theirs"))).map(Run::id).contains(mine.id());
    assertThat(queue.claim(NODE, () -> Set.of("theirs"))).isEmpty();
    assertThat(queue.claim(other, Set::of)).map(Run::id).contains(theirs.id());
  }

  @Test
  void takesItWhereNoOtherNodeHasComeForIt() {
    servers(5, "a");
    new JdbiNodeRegistry(database.store()).renew(NODE, Duration.ofMinutes(1));
    offer("theirs", "a", Instant.now());
    assertThat(queue.claim(NODE, () -> Set.of("theirs"))).as("one may be restarting").isEmpty();
    database.sql("UPDATE run SET not_before = not_before - INTERVAL 3 MINUTE");
    assertThat(queue.claim(NODE, () -> Set.of("theirs"))).isPresent();
  }

  @Test
  void aRunWhoseServerIsGoneIsStillHandedOut() {
    Run orphan = offer("s", "gone", FIRE);
    assertThat(claim().id()).isEqualTo(orphan.id());
    assertThat(queue.claim(NODE)).isEmpty();
  }

  @Test
  void manyNodesNeverGetTheSameRunNorMoreThanTheServerTakes() throws Exception {
    servers(2, "a", "b", "c");
    for (int i = 0; i < 60; i++) {
      offer("s" + i, List.of("a", "b", "c", "gone").get(i % 4), FIRE.plusSeconds(i));
    }
    JdbiRunQueue other = new JdbiRunQueue(database.store());
    ConcurrentLinkedQueue<String> claimed = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Long> seen = new ConcurrentLinkedQueue<>();
    inThreads(
        thread -> {
          JdbiRunQueue mine = thread % 2 == 0 ? queue : other;
          Node node = TestRuns.node("n" + thread);
          while (claimed.size() < 60) {
            Optional<Run> run = mine.claim(node);
            run.ifPresent(
                r -> {
                  claimed.add(r.id());
                  if (!r.server().equals("gone")) {
                    seen.add(running(mine, r.server()));
                  }
                  mine.finish(r.id(), RunEnd.succeeded(FIRE));
                });
          }
        });
    assertThat(claimed).hasSize(60).doesNotHaveDuplicates();
    assertThat(seen).allMatch(n -> n <= 2);
    assertThat(queue.list(RunFilter.latest(99))).allMatch(r -> r.status() == RunStatus.SUCCEEDED);
  }

  @Test
  void manyNodesOfferingTheSameFireMakeOneRun() throws Exception {
    servers(1, "a");
    JdbiRunQueue other = new JdbiRunQueue(database.store());
    ConcurrentLinkedQueue<Run> added = new ConcurrentLinkedQueue<>();
    inThreads(
        thread -> {
          JdbiRunQueue mine = thread % 2 == 0 ? queue : other;
          for (int i = 0; i < 5; i++) {
            mine.offer(TestRuns.queued("nightly", "a", FIRE.plusSeconds(i))).ifPresent(added::add);
          }
        });
    assertThat(added).hasSize(5);
    assertThat(added).filteredOn(r -> r.status() == RunStatus.QUEUED).hasSize(1);
    assertThat(added).filteredOn(r -> r.status() == RunStatus.SKIPPED).hasSize(4);
  }

  private static long running(JdbiRunQueue queue, String server) {
    return queue.active().stream()
        .filter(run -> run.server().equals(server) && run.status() == RunStatus.RUNNING)
        .count();
  }

  private interface Work {
    void run(int thread);
  }

  private static void inThreads(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(threads.submit(() -> work.run(thread)));
      }
      for (Future<?> each : all) {
        each.get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void servers(int limit, String... names) {
    for (String name : names) {
      database.sql(
          "INSERT INTO server (name, flavor, host, username, max_concurrent_runs)"
              + " VALUES ('%s', 'mysql', 'h', 'u', %d)".formatted(name, limit));
    }
  }

  private Run offer(String schedule, String server, Instant fireTime) {
    return queue.offer(TestRuns.queued(schedule, server, fireTime)).orElseThrow();
  }

  private Run claim() {
    return queue.claim(NODE).orElseThrow();
  }
}

package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dumpwarden.config.NotificationEvent;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.notify.ChannelCount;
import io.dumpwarden.notify.Known;
import io.dumpwarden.notify.KnownProblem;
import io.dumpwarden.notify.Message;
import io.dumpwarden.notify.MessageFilter;
import io.dumpwarden.notify.MessageStatus;
import io.dumpwarden.notify.Notice;
import io.dumpwarden.notify.Notice.About;
import io.dumpwarden.notify.Notice.Severity;
import io.dumpwarden.notify.PingMark;
import io.dumpwarden.notify.RunFacts;
import io.dumpwarden.notify.TestChanges;
import io.dumpwarden.notify.Told;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What looks remember, messages on their way, and the runs that they come of. */
@MetadataEngines
class NotificationStoreTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final About ABOUT = new About("größe", "nightly", null, "shop", "run-1");

  private final TestDatabase database;
  private final JdbiNotificationStore store;
  private final JdbiMessageQueue queue;
  private final JdbiNotificationHistory history;

  NotificationStoreTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    MetadataStore metadata = database.store();
    this.store = new JdbiNotificationStore(metadata);
    this.queue = new JdbiMessageQueue(metadata);
    this.history = new JdbiNotificationHistory(metadata);
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void aLookIsKeptWhole() {
    KnownProblem open = problem("run/nightly/größe", null);
    Told told =
        new Told(open.id(), TestRuns.id(), "ops", NotificationEvent.FAILED, FIRE, 2, null, false);
    PingMark mark = new PingMark("switch", "nightly", "größe", TestRuns.id(), null, null);
    TestChanges changes =
        new TestChanges().problem(open).told(told).ping(mark).state("digest", "then");
    assertThat(store.record(store.known().look(), changes.made(), FIRE)).isTrue();

    Known known = store.known();
    assertThat(known.problems()).containsExactly(open);
    assertThat(known.told()).containsExactly(told);
    assertThat(known.pings()).containsExactly(mark);
    assertThat(known.states()).containsEntry("digest", "then");
    assertThat(history.openProblems()).containsExactly(open);

    KnownProblem gone = problem(open.id(), open.key(), FIRE.plusSeconds(60));
    assertThat(store.record(known.look(), new TestChanges().problem(gone).made(), FIRE)).isTrue();
    assertThat(store.known().problems()).as("a receiver waits for its end").containsExactly(gone);
    assertThat(history.openProblems()).isEmpty();
    KnownProblem next = problem(open.key(), null);
    TestChanges end = new TestChanges().untold(told).problem(next);
    assertThat(store.record(store.known().look(), end.made(), FIRE)).isTrue();
    assertThat(store.known().problems()).containsExactly(next);
  }

  @Test
  void aLookThatAnotherOvertookLeavesNothing() {
    String seen = store.known().look();
    assertThat(store.record(seen, drafts("ops", 1).made(), Instant.now())).isTrue();
    assertThat(store.record(seen, drafts("ops", 1).made(), Instant.now())).isFalse();
    assertThat(history.messages(MessageFilter.latest(9))).hasSize(1);
  }

  @Test
  void aMessageWaitsIsTriedAndEnds() {
    queued("ops", 2);
    queued("other", 1);
    assertThat(queue.due()).containsExactlyInAnyOrder("ops", "other");
    Message first = queue.next("ops").orElseThrow();
    assertThat(first.notice()).isEqualTo(notice("ops", 0));
    assertThat(first.expiresAt()).isEqualTo(first.createdAt().plus(Duration.ofHours(24)));

    queue.retry(first.id(), Duration.ofHours(1), "it said 500");
    Message second = queue.next("ops").orElseThrow();
    assertThat(second.id()).isNotEqualTo(first.id());
    queue.end(second.id(), MessageStatus.SENT, true, null);
    assertThat(queue.next("ops")).isEmpty();
    assertThat(queue.due()).containsExactly("other");
    queue.end(first.id(), MessageStatus.FAILED, true, "it said no");
    queue.end(first.id(), MessageStatus.SENT, true, null);

    assertThat(history.message(first.id()).orElseThrow())
        .returns(MessageStatus.FAILED, Message::status)
        .returns(2, Message::attempts)
        .returns("it said no", Message::lastError);
    assertThat(history.counts())
        .extracting(ChannelCount::channel, ChannelCount::pending, ChannelCount::sent)
        .contains(tuple("ops", 0L, 1L), tuple("other", 1L, 0L));
    assertThat(history.messages(new MessageFilter("ops", MessageStatus.SENT, null, 9)))
        .extracting(Message::id)
        .containsExactly(second.id());
    assertThat(history.messages(new MessageFilter("ops", null, second.id(), 9)))
        .extracting(Message::id)
        .containsExactly(first.id());
  }

  @Test
  void messagesOfOneProblemKeepTheirOrder() {
    TestChanges changes = new TestChanges();
    changes.draft("ops", notice("ops", 1)).draft("ops", notice("ops", 1));
    changes.draft("other", notice("other", 1));
    assertThat(store.record(store.known().look(), changes.made(), FIRE)).isTrue();
    Message first = queue.next("ops").orElseThrow();
    queue.retry(first.id(), Duration.ofHours(1), "it said 500");
    assertThat(queue.next("ops")).as("the second waits for the first").isEmpty();
    assertThat(queue.due()).containsExactly("other");
    queue.end(first.id(), MessageStatus.FAILED, true, "it said no");
    assertThat(queue.next("ops")).isPresent();
    assertThat(queue.due()).containsExactlyInAnyOrder("ops", "other");
  }

  @Test
  void whoseMessageFailedWasNotTold() {
    TestChanges changes = new TestChanges().draft("ops", notice("ops", 1));
    KnownProblem open = problem("run/nightly/shop", null);
    String message = changes.made().drafts().get(0).id();
    Told told =
        new Told(
            open.id(), TestRuns.id(), "ops", NotificationEvent.FAILED, FIRE, 1, message, false);
    changes.problem(open).told(told);
    assertThat(store.record(store.known().look(), changes.made(), FIRE)).isTrue();
    assertThat(store.known().told()).containsExactly(told);
    queue.end(message, MessageStatus.FAILED, true, "it said no");
    assertThat(store.known().told()).singleElement().returns(true, Told::failed);
  }

  @Test
  void whatANewerVersionWroteIsLeftToIt() {
    KnownProblem open = problem("run/nightly/shop", null);
    TestChanges changes = new TestChanges().problem(open);
    changes.draft("ops", notice("ops", 1)).draft("ops", notice("ops", 2));
    assertThat(store.record(store.known().look(), changes.made(), FIRE)).isTrue();
    String first = changes.made().drafts().get(0).id();
    database.sql(
        "UPDATE notification_message SET notice = REPLACE(notice, 'PROBLEM', 'OTHER') WHERE id = '%s'"
            .formatted(first));
    database.sql("UPDATE notification_problem SET event = 'unheard-of'");
    assertThat(queue.next("ops").orElseThrow().notice().title()).startsWith("title 2");
    assertThat(history.messages(MessageFilter.latest(9))).hasSize(1);
    assertThat(history.message(first)).isEmpty();
    assertThat(history.openProblems()).isEmpty();
    assertThat(store.known().problems()).isEmpty();
    assertThat(store.known().unread()).containsExactly(open.key());
  }

  @Test
  void oneAtATimeHasAChannelsTurn() {
    queued("ops", 1);
    assertThat(queue.takeTurn("ops", "a", LEASE)).isTrue();
    assertThat(queue.takeTurn("ops", "b", LEASE)).isFalse();
    assertThat(queue.takeTurn("ops", "a", LEASE)).as("kept").isTrue();
    assertThat(queue.due()).isEmpty();
    queue.leaveTurn("ops", "b", Duration.ZERO);
    assertThat(queue.takeTurn("ops", "b", LEASE)).isFalse();
    queue.leaveTurn("ops", "a", Duration.ofHours(1));
    assertThat(queue.due()).as("it rests").isEmpty();
    assertThat(queue.takeTurn("ops", "b", Duration.ofSeconds(-1))).isTrue();
    assertThat(queue.takeTurn("ops", "a", LEASE)).as("the lease is over").isTrue();
  }

  @Test
  void manyNodesSendEachMessageOnceAndAChannelsOneByOne() throws Exception {
    List<String> channels = List.of("a", "b", "c");
    channels.forEach(channel -> queued(channel, 12));
    ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
    Map<String, String> atWork = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<String> clashes = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String node = "node-" + i;
      work.add(
          threads.submit(
              () -> {
                while (sent.size() < 36) {
                  for (String channel : queue.due()) {
                    if (queue.takeTurn(channel, node, LEASE)) {
                      if (atWork.putIfAbsent(channel, node) != null) {
                        clashes.add(channel);
                      }
                      queue.next(channel).ifPresent(message -> send(message, sent));
                      atWork.remove(channel);
                      queue.leaveTurn(channel, node, Duration.ZERO);
                    }
                  }
                }
              }));
    }
    for (Future<?> one : work) {
      one.get(60, TimeUnit.SECONDS);
    }
    threads.shutdownNow();
    assertThat(clashes).isEmpty();
    assertThat(sent).hasSize(36).doesNotHaveDuplicates();
    assertThat(history.counts()).extracting(ChannelCount::sent).containsExactly(12L, 12L, 12L);
  }

  private void send(Message message, ConcurrentLinkedQueue<String> sent) {
    sent.add(message.id());
    queue.end(message.id(), MessageStatus.SENT, true, null);
  }

  @Test
  void whatEndedLongAgoIsForgotten() {
    queued("ops", 2);
    Message done = queue.next("ops").orElseThrow();
    queue.end(done.id(), MessageStatus.DROPPED, false, "the channel was removed");
    KnownProblem gone = problem("old", FIRE);
    store.record(store.known().look(), new TestChanges().problem(gone).made(), FIRE);
    database.sql("UPDATE notification_message SET ended_at = ended_at - INTERVAL 40 DAY");
    database.sql("UPDATE notification_problem SET cleared_at = cleared_at - INTERVAL 4000 DAY");

    assertThat(store.prune(Duration.ofDays(30))).isEqualTo(2);
    assertThat(history.messages(MessageFilter.latest(9)))
        .extracting(Message::status)
        .containsExactly(MessageStatus.PENDING);
  }

  @Test
  void troubledIsWhatDidNotSucceedSince() {
    JdbiRunQueue runs = new JdbiRunQueue(database.store());
    RunFacts facts = new JdbiRunFacts(database.store());
    Run failed = ended(runs, "nightly", "a", FIRE, RunStatus.FAILED);
    Run mended = ended(runs, "nightly", "b", FIRE, RunStatus.PARTIAL);
    ended(runs, "nightly", "b", FIRE.plusSeconds(60), RunStatus.SUCCEEDED);
    ended(runs, "nightly", "a", FIRE.plusSeconds(60), RunStatus.CANCELLED);
    Run interrupted = ended(runs, "nightly", "c", FIRE, RunStatus.INTERRUPTED);
    runs.finish(interrupted.id(), RunEnd.succeeded(FIRE.plusSeconds(9)));
    Run missed = missed(runs, "d", FIRE);
    missed(runs, "e", FIRE);
    ended(runs, "nightly", "e", FIRE.plusSeconds(60), RunStatus.FAILED);

    assertThat(facts.troubled())
        .extracting(Run::server)
        .containsExactlyInAnyOrder(failed.server(), "e");
    assertThat(facts.missed()).extracting(Run::id).containsExactly(missed.id());
    assertThat(facts.endedSince(FIRE.plusSeconds(60))).extracting(Run::server).hasSize(3);
    assertThat(facts.sums(FIRE, FIRE.plusSeconds(1)))
        .extracting(RunFacts.Sum::server, RunFacts.Sum::status, RunFacts.Sum::runs)
        .contains(tuple("a", "failed", 1L), tuple(mended.server(), "partial", 1L));
  }

  private static Run ended(
      JdbiRunQueue runs, String schedule, String server, Instant at, RunStatus status) {
    Run run = runs.offer(TestRuns.queued(schedule, server, at)).orElseThrow();
    runs.finish(run.id(), new RunEnd(status, at, null, null, null, false));
    return run;
  }

  private static Run missed(JdbiRunQueue runs, String server, Instant at) {
    Run run = TestRuns.queued("nightly", server, at, RunTrigger.CATCH_UP);
    RunEnd end = new RunEnd(RunStatus.SKIPPED, at, null, "missed", null, false);
    return runs.offer(
            new Run(
                run.id(),
                run.schedule(),
                run.server(),
                run.type(),
                run.trigger(),
                run.fireTime(),
                1,
                RunStatus.SKIPPED,
                at,
                at,
                null,
                null,
                null,
                run.progress(),
                false,
                run.request(),
                end))
        .orElseThrow();
  }

  private void queued(String channel, int count) {
    assertThat(store.record(store.known().look(), drafts(channel, count).made(), FIRE)).isTrue();
    database.sql("UPDATE notification_message SET not_before = '2026-01-01'");
  }

  private static TestChanges drafts(String channel, int count) {
    TestChanges changes = new TestChanges();
    for (int i = 0; i < count; i++) {
      changes.draft(channel, notice(channel, i));
    }
    return changes;
  }

  private static Notice notice(String channel, int number) {
    return new Notice(
        Notice.Kind.PROBLEM,
        number % 2 == 0 ? NotificationEvent.FAILED : null,
        Severity.CRITICAL,
        "key/" + channel + "/" + number,
        "title " + number + " 💥",
        List.of("first", "second"),
        ABOUT,
        FIRE.plusNanos(789),
        FIRE);
  }

  private static KnownProblem problem(String key, @Nullable Instant clearedAt) {
    return problem(TestRuns.id(), key, clearedAt);
  }

  private static KnownProblem problem(String id, String key, @Nullable Instant clearedAt) {
    return new KnownProblem(
        id,
        key,
        NotificationEvent.STORAGE_FULL,
        Severity.WARNING,
        "größe is full",
        List.of("one", "two"),
        ABOUT,
        "3/4",
        3,
        FIRE,
        FIRE.plusSeconds(5),
        clearedAt);
  }
}

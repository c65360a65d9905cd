package io.dumpwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthChecksTest {

  private final SettableClock clock = new SettableClock();
  private final List<HealthChecks> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(HealthChecks::close);
  }

  private HealthChecks checks(HealthCheck... ready) {
    return checks(Duration.ofSeconds(10), ready);
  }

  private HealthChecks checks(Duration limit, HealthCheck... ready) {
    return checks(limit, () -> List.of(ready));
  }

  private HealthChecks checks(Duration limit, Supplier<List<HealthCheck>> ready) {
    HealthChecks checks = new HealthChecks(List.of(), ready, clock, limit);
    opened.add(checks);
    return checks;
  }

  @Test
  void isHealthyOnlyWhenEveryCheckPasses() {
    HealthChecks good = checks(TestCheck.up("scheduler"));
    HealthChecks bad = checks(TestCheck.up("scheduler"), TestCheck.down("storages"));

    assertThat(good.ready().join().healthy()).isTrue();
    assertThat(bad.ready().join().healthy()).isFalse();
    assertThat(bad.live().join().healthy()).isTrue();
  }

  @Test
  void asksAgainOnlyAfterASecond() {
    TestCheck check = TestCheck.up("metadata-store");
    HealthChecks checks = checks(check);
    checks.ready().join();
    clock.move(Duration.ofMillis(999));
    checks.ready().join();
    assertThat(check.asked()).hasValue(1);

    clock.move(Duration.ofMillis(1));
    checks.ready().join();
    assertThat(check.asked()).hasValue(2);

    clock.move(Duration.ofHours(-1));
    checks.ready().join();
    assertThat(check.asked()).as("after the clock was set back").hasValue(3);
  }

  @Test
  void probesAtTheSameTimeShareOneRound() {
    CountDownLatch release = new CountDownLatch(1);
    TestCheck check = TestCheck.hanging("metadata-store", release);
    HealthChecks checks = checks(check);
    var rounds = List.of(checks.ready(), checks.ready(), checks.ready());

    release.countDown();

    assertThat(rounds).allSatisfy(round -> assertThat(round.join().healthy()).isTrue());
    assertThat(check.asked()).hasValue(1);
  }

  @Test
  void runsChecksBesideEachOther() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    HealthChecks checks = checks(meeting("a", barrier), meeting("b", barrier));

    assertThat(checks.ready().join().healthy()).isTrue();
  }

  private static TestCheck meeting(String name, CyclicBarrier barrier) {
    return new TestCheck(
        name,
        new AtomicInteger(),
        () -> {
          try {
            barrier.await();
            return new HealthCheck.Result(true, "met");
          } catch (Exception e) {
            return new HealthCheck.Result(false, "alone");
          }
        });
  }

  @Test
  void aCheckThatHangsIsDownAndIsNotStartedTwice() {
    CountDownLatch release = new CountDownLatch(1);
    TestCheck check = TestCheck.hanging("storage:nfs", release);
    HealthChecks impatient = checks(Duration.ofMillis(200), TestCheck.up("scheduler"), check);

    HealthReport first = impatient.ready().join();
    clock.move(Duration.ofSeconds(2));
    HealthReport second = impatient.ready().join();

    assertThat(first.checks().get(0).result().healthy()).isTrue();
    assertThat(first.checks().get(1).result())
        .isEqualTo(new HealthCheck.Result(false, "no answer within 0.2 s"));
    assertThat(second.healthy()).isFalse();
    assertThat(check.asked()).hasValue(1);
  }

  @Test
  void aCheckThatBreaksIsDownAndKeepsItsWordsToItself() {
    HealthChecks checks =
        checks(
            TestCheck.broken("a", new IllegalStateException("password=hunter2")),
            TestCheck.broken(
                "b", new DumpwardenException(ErrorCode.METADATA_UNAVAILABLE, "store is away")));

    HealthReport report = checks.ready().join();

    assertThat(report.healthy()).isFalse();
    assertThat(report.checks().get(0).result().detail()).doesNotContain("hunter2");
    assertThat(report.checks().get(1).result().detail())
        .isEqualTo("metadata-unavailable: store is away");
  }

  @Test
  void whatIsCheckedMayChange() {
    List<HealthCheck> now = new ArrayList<>(List.of(TestCheck.up("storage:disk")));
    HealthChecks checks = checks(Duration.ofSeconds(10), () -> List.copyOf(now));
    assertThat(checks.ready().join().healthy()).isTrue();

    clock.move(Duration.ofSeconds(2));
    now.add(TestCheck.down("storage:offsite"));
    assertThat(checks.ready().join().healthy()).isFalse();

    clock.move(Duration.ofSeconds(2));
    now.remove(1);
    assertThat(checks.ready().join().healthy()).isTrue();
  }
}

package io.dumpwarden.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunControlTest {

  private final RunControl control = new RunControl(Thread.currentThread());

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void theFirstReasonCountsAndClosesWhatIsHeld() {
    List<String> closed = new ArrayList<>();
    control.hold(() -> closed.add("held"));
    control.hold(() -> closed.add("released")).run();

    control.end(ErrorCode.TIMEOUT, "too long");
    control.end(ErrorCode.CANCELLED, "too late");
    control.hold(() -> closed.add("after"));

    assertThat(closed).containsExactly("held", "after");
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(control::throwIfEnded)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
  }

  @Test
  void whatIsShieldedIsInterruptedAfterwards() {
    Thread.currentThread().interrupt();

    control.shielded(
        () -> {
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          control.end(ErrorCode.CANCELLED, "meanwhile");
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void afterTheEndNobodyIsInterrupted() {
    control.finish();

    control.end(ErrorCode.CANCELLED, "too late");

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void everyThreadThatJoinedIsInterruptedAndNoneThatLeft() throws Exception {
    CountDownLatch ready = new CountDownLatch(2);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Boolean> stays = worker(ready, over, leave -> {});
    CompletableFuture<Boolean> leaves = worker(ready, over, Runnable::run);
    assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();

    control.end(ErrorCode.CANCELLED, "enough");

    assertThat(Thread.interrupted()).as("the run's own thread").isTrue();
    assertThat(stays.get(10, TimeUnit.SECONDS)).as("interrupted").isTrue();
    over.countDown();
    assertThat(leaves.get(10, TimeUnit.SECONDS)).as("interrupted").isFalse();
  }

  @Test
  void whoJoinsARunThatWasEndedIsInterruptedAtOnce() {
    control.end(ErrorCode.TIMEOUT, "too long");
    boolean interrupted =
        CompletableFuture.supplyAsync(
                () -> {
                  Runnable leave = control.join();
                  leave.run();
                  return Thread.interrupted();
                })
            .join();
    assertThat(interrupted).isTrue();
  }

  @Test
  void theShieldOfOneThreadIsNoOthers() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Boolean> other = worker(ready, over, leave -> {});
    assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();

    control.shielded(
        () -> {
          control.end(ErrorCode.CANCELLED, "meanwhile");
          assertThat(other.join()).as("the other is interrupted").isTrue();
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });

    assertThat(Thread.interrupted()).isTrue();
  }

  /** Joins, does something with its leave, and waits; answers whether it was interrupted. */
  private CompletableFuture<Boolean> worker(
      CountDownLatch ready, CountDownLatch over, Consumer<Runnable> withLeave) {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              withLeave.accept(control.join());
              ready.countDown();
              try {
                interrupted.complete(!over.await(10, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                interrupted.complete(true);
              }
            });
    thread.start();
    return interrupted;
  }
}

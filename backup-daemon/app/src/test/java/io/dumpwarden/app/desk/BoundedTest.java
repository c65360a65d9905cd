package io.dumpwarden.app.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedTest {

  private final CountDownLatch release = new CountDownLatch(1);

  /** As a driver that heeds no interrupt. */
  private String hang() {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // goes on
      }
    }
    return "late";
  }

  @Test
  void whatHangsIsGivenUp() {
    Bounded bounded = new Bounded(Duration.ofMillis(50));
    DumpwardenException e =
        catchThrowableOfType(
            DumpwardenException.class, () -> bounded.work("the test of x", this::hang));
    assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(e).hasMessageContaining("the test of x");
    release.countDown();
  }

  @Test
  void onlySoMuchGoesOnAtATime() {
    Bounded bounded = new Bounded(Duration.ofSeconds(20));
    CountDownLatch begun = new CountDownLatch(8);
    List<CompletableFuture<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(
          CompletableFuture.supplyAsync(
              () ->
                  bounded.work(
                      "one",
                      () -> {
                        begun.countDown();
                        return hang();
                      }),
              task -> new Thread(task).start()));
    }
    assertThat(await(begun)).isTrue();
    DumpwardenException e =
        catchThrowableOfType(DumpwardenException.class, () -> bounded.work("two", () -> "done"));
    assertThat(e.code()).isEqualTo(ErrorCode.BUSY);
    release.countDown();
    assertThat(waiting).allSatisfy(each -> assertThat(each.join()).isEqualTo("late"));
  }

  @Test
  void whereItTakesTooLongTheHintSaysWhatElseToDo() {
    Bounded bounded = new Bounded(Duration.ofMillis(50), 1, "go another way");

    DumpwardenException late =
        catchThrowableOfType(DumpwardenException.class, () -> bounded.work("the plan", this::hang));

    assertThat(late.hint()).isEqualTo("go another way");
    release.countDown();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aFailureIsTheWorksOwn() {
    Bounded bounded = new Bounded(Duration.ofSeconds(5));
    DumpwardenException own = new DumpwardenException(ErrorCode.NOT_FOUND, "nothing there");
    assertThat(
            catchThrowableOfType(
                DumpwardenException.class,
                () ->
                    bounded.work(
                        "it",
                        () -> {
                          throw own;
                        })))
        .isSameAs(own);
  }
}

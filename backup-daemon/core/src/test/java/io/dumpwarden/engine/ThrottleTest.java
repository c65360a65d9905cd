package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.config.DumpManners;
import io.dumpwarden.config.NonTransactional;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThrottleTest {

  @Test
  void noMorePassesThanIsAllowedOverAllWorkers() throws Exception {
    Throttle throttle = throttle(1000L);
    long begin = System.nanoTime();

    for (int worker = 0; worker < 4; worker++) {
      throttle.passed(50, 1);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void everybodyWaitsUntilTheServerHasTime() throws Exception {
    Throttle throttle = throttle(null);
    throttle.hold("busy");
    CompletableFuture<Boolean> passed =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                throttle.awaitRelease();
                return true;
              } catch (InterruptedException e) {
                return false;
              }
            });
    await().during(Duration.ofMillis(100)).until(() -> !passed.isDone());

    throttle.release();

    assertThat(passed.join()).isTrue();
    throttle.awaitRelease();
    throttle.passed(1L << 40, 1L << 40);
  }

  /** In the middle of a statement the dump has the table's lock, for which others may wait. */
  @Test
  @Timeout(10)
  void nobodyWaitsForTheServerInTheMiddleOfAStatement() throws Exception {
    Throttle throttle = throttle(1000L);
    throttle.hold("busy");

    throttle.passed(10, 1);

    assertThat(throttle.isHeld()).isTrue();
  }

  private static Throttle throttle(Long rows) {
    return new Throttle(
        new DumpManners(rows, null, null, null, Duration.ofSeconds(5), NonTransactional.NAMED));
  }
}

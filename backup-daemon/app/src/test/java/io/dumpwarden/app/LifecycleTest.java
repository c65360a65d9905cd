package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LifecycleTest {

  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void aStepThatHangsOrFailsKeepsNoOtherFromStopping() {
    Lifecycle lifecycle = new Lifecycle(Duration.ofMillis(300), Duration.ofMillis(100));
    lifecycle.own("first", () -> stopped.add("first"));
    lifecycle.own("hangs too", never::await);
    lifecycle.own(
        "fails",
        () -> {
          throw new IllegalStateException("no");
        });
    lifecycle.own("hangs", never::await);
    lifecycle.own("last", () -> stopped.add("last"));

    lifecycle.stopAll();

    assertThat(stopped).containsExactly("last", "first");
  }

  @Test
  void anInterruptedThreadStopsInOrderToo() {
    Lifecycle lifecycle = new Lifecycle(Duration.ofSeconds(10), Duration.ofSeconds(1));
    lifecycle.own("first", () -> stopped.add("first"));
    lifecycle.own(
        "slow",
        () -> {
          assertThat(never.await(300, java.util.concurrent.TimeUnit.MILLISECONDS)).isFalse();
          stopped.add("slow");
        });

    Thread.currentThread().interrupt();
    lifecycle.stopAll();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(stopped).containsExactly("slow", "first");
  }
}

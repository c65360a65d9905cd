package io.dumpwarden.app;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTest {

  @Test
  void anErrorDoesNotEndTheWork() throws Exception {
    ScheduledExecutorService ticker = Executors.newScheduledThreadPool(1);
    AtomicInteger times = new AtomicInteger();
    Periodic.every(
        ticker,
        Duration.ofMillis(10),
        "work",
        () -> {
          times.incrementAndGet();
          throw new LinkageError("a class is missing");
        });

    await().atMost(Duration.ofSeconds(10)).until(() -> times.get() > 2);
    Periodic.stop(ticker);
  }
}

package io.dumpwarden.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreReaderTest {

  private final MemoryStore store = new MemoryStore();
  private final SettableClock clock = new SettableClock();
  private final StoreReader reader =
      new StoreReader(now -> StoreFacts.read(store.sources(), now), clock);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void readsAgainAfterTenSecondsOnly() {
    reader.reading();
    clock.move(Duration.ofMillis(9_999));
    reader.reading();
    assertThat(store.asked).hasValue(1);

    clock.move(Duration.ofMillis(1));
    reader.reading();
    assertThat(store.asked).hasValue(2);

    clock.move(Duration.ofHours(-1));
    reader.reading();
    assertThat(store.asked).as("after the clock was set back").hasValue(3);
  }

  @Test
  void doesNotHammerAStoreThatIsAway() {
    store.away = true;
    reader.reading();
    reader.reading();

    assertThat(store.asked).hasValue(1);
  }

  @Test
  void nobodyWaitsLongForAStoreThatHangs() {
    StoreFacts known = reader.reading().facts();
    CountDownLatch release = new CountDownLatch(1);
    store.hanging = release;
    clock.move(Duration.ofSeconds(10));

    long began = System.nanoTime();
    StoreReader.Reading late = reader.reading();
    Duration waited = Duration.ofNanos(System.nanoTime() - began);
    clock.move(Duration.ofSeconds(30));
    StoreReader.Reading later = reader.reading();

    assertThat(late).as("as yet it is only slow").isEqualTo(new StoreReader.Reading(known, true));
    assertThat(later).isEqualTo(new StoreReader.Reading(known, false));
    assertThat(waited).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(4));
    assertThat(store.asked).as("a second read does not pile up").hasValue(2);

    store.hanging = null;
    release.countDown();
    await().until(() -> reader.reading().storeUp());
  }
}

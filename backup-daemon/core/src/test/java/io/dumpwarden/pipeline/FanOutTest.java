package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.pipeline.FanOut.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FanOutTest {

  private static final int MIB = 1 << 20;
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Duration IMPATIENT = Duration.ofMillis(500);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountingWriter quick = CountingWriter.quick();

  @AfterEach
  void openGate() {
    gate.countDown();
  }

  @Test
  void everyStorageGetsEveryByte() throws Exception {
    CountingWriter other = CountingWriter.quick();
    FanOut storages = fanOut(other, PATIENT);

    write(storages, 10 * MIB + 3);
    storages.close();

    assertThat(storages.commit().values()).allMatch(r -> r instanceof LaneResult.Stored);
    assertThat(quick.bytes()).isEqualTo(other.bytes()).isEqualTo(10 * MIB + 3);
  }

  @Test
  void aStorageThatHangsDropsOutAfterItsStallLimit() throws Exception {
    CountingWriter hanging = CountingWriter.behind(gate);
    FanOut storages = fanOut(hanging, IMPATIENT);

    write(storages, 20 * MIB);
    storages.close();
    Map<String, LaneResult> results = storages.commit();

    assertThat(results.get("quick")).isInstanceOf(LaneResult.Stored.class);
    assertThat(results.get("other")).isInstanceOf(LaneResult.Failed.class);
    assertThat(quick.bytes()).isEqualTo(20 * MIB);
    assertThat(storages.failures().get("other"))
        .isInstanceOf(StalledException.class)
        .hasMessageContaining("other")
        .hasMessageContaining("stall limit");
    assertThat(hanging.isAborted()).isTrue();
  }

  @Test
  void aStorageThatHangsInItsCommitDropsOutToo() throws Exception {
    FanOut storages = fanOut(CountingWriter.behind(gate), IMPATIENT);

    write(storages, 1);
    storages.close();

    assertThat(storages.commit().get("other")).isInstanceOf(LaneResult.Failed.class);
  }

  @Test
  void aStorageThatFailsCostsItsOwnCopyOnly() throws Exception {
    CountingWriter full = CountingWriter.refusingFrom(MIB);
    FanOut storages = fanOut(full, PATIENT);

    write(storages, 20 * MIB);
    storages.close();
    Map<String, LaneResult> results = storages.commit();

    assertThat(results.get("quick")).isInstanceOf(LaneResult.Stored.class);
    assertThat(storages.failures().get("other")).hasMessage("full");
    assertThat(full.isAborted()).isTrue();
  }

  @Test
  void writingEndsWhenNoStorageIsLeft() {
    FanOut storages =
        new FanOut(Map.of("only", new Target(CountingWriter.refusingFrom(MIB), PATIENT)));

    assertThatThrownBy(() -> write(storages, 50 * MIB)).isInstanceOf(IOException.class);
  }

  @Test
  void aSlowStorageHoldsTheDumpUpInsteadOfFillingTheMemory() throws Exception {
    CountingWriter slow = CountingWriter.behind(gate);
    FanOut storages = fanOut(slow, PATIENT);
    Thread dump = new Thread(() -> writeQuietly(storages, 100 * MIB));

    dump.start();
    await().until(() -> dump.getState() == Thread.State.TIMED_WAITING);

    // 16 chunks of 256 KiB in the queue, one in hand on either side
    assertThat(quick.bytes()).isLessThanOrEqualTo(18 * MIB / 4);
    gate.countDown();
    dump.join();
    storages.commit();
    assertThat(slow.bytes()).isEqualTo(100 * MIB);
  }

  @Test
  void anAbortLeavesNothingAlsoOnAnInterruptedThread() throws Exception {
    FanOut storages = fanOut(CountingWriter.quick(), PATIENT);
    write(storages, MIB);

    Thread.currentThread().interrupt();
    storages.abort("not wanted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(quick.isAborted()).isTrue();
  }

  private FanOut fanOut(CountingWriter other, Duration stallLimit) {
    return new FanOut(
        Map.of("quick", new Target(quick, PATIENT), "other", new Target(other, stallLimit)));
  }

  private static void write(FanOut storages, int bytes) throws IOException {
    byte[] buffer = new byte[100_000];
    for (int left = bytes; left > 0; left -= buffer.length) {
      storages.write(buffer, 0, Math.min(left, buffer.length));
    }
  }

  private static void writeQuietly(FanOut storages, int bytes) {
    try {
      write(storages, bytes);
      storages.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

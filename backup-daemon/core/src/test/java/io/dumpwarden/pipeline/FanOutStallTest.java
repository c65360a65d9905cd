package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FanOutStallTest {

  private static final ObjectKey KEY = new ObjectKey("db/x.sql");
  private static final Duration LONG = Duration.ofMinutes(1);

  private final MemoryStorage good = new MemoryStorage(InstantSource.system());
  private final MemoryStorage other = new MemoryStorage(InstantSource.system());
  private final byte[] bytes = random(9_000_001);

  @Test
  void everyStorageGetsEveryByteAndNothingBeforeTheCommit() throws Exception {
    FanOut fanOut = new FanOut(targets(writer(good), LONG, writer(other), LONG));

    fanOut.write(bytes, 0, 300_000);
    fanOut.write(bytes, 300_000, bytes.length - 300_000);
    fanOut.close();
    assertThat(good.stat(KEY)).isEmpty();
    assertThat(fanOut.isCommitAsked()).isFalse();
    Map<String, LaneResult> results = fanOut.commit();

    assertThat(results.values()).allMatch(r -> r instanceof LaneResult.Stored);
    assertContents(good);
    assertContents(other);
  }

  @Test
  void aStorageThatHangsDropsOutAfterItsStallLimitAndIsAborted() throws Exception {
    StuckWriter stuck = new StuckWriter(writer(other));
    FanOut fanOut = new FanOut(targets(writer(good), LONG, stuck, Duration.ofMillis(300)));

    fanOut.write(bytes);
    fanOut.close();
    Map<String, LaneResult> results = fanOut.commit();

    assertContents(good);
    assertThat(results.get("second"))
        .isInstanceOfSatisfying(
            LaneResult.Failed.class,
            f -> assertThat(f.failure()).isInstanceOf(StalledException.class));
    assertThat(stuck.aborted).isTrue();
    assertThat(other.pendingWrites("")).isEmpty();
  }

  @Test
  void aSourceThatPausesIsNoStall() throws Exception {
    FanOut fanOut = new FanOut(targets(writer(good), Duration.ofMillis(50), writer(other), LONG));
    fanOut.write(bytes, 0, 1_000_000);

    assertThat(new CountDownLatch(1).await(300, java.util.concurrent.TimeUnit.MILLISECONDS))
        .isFalse();
    fanOut.write(bytes, 1_000_000, bytes.length - 1_000_000);
    fanOut.close();

    assertThat(fanOut.commit().get("first")).isInstanceOf(LaneResult.Stored.class);
  }

  @Test
  void whenNoStorageIsLeftTheWriterIsTold() {
    FanOut fanOut =
        new FanOut(
            targets(
                new RefusingWriter(writer(good)), LONG, new RefusingWriter(writer(other)), LONG));

    assertThatThrownBy(
            () -> {
              while (true) {
                fanOut.write(bytes);
              }
            })
        .isInstanceOf(AllLanesFailedException.class);
    assertThat(fanOut.failures()).containsOnlyKeys("first", "second");
    fanOut.abort("the backup failed");
    assertThat(good.pendingWrites("")).isEmpty();
  }

  @Test
  void anAbortLeavesNothingAlsoOnAnInterruptedThread() throws Exception {
    FanOut fanOut = new FanOut(targets(writer(good), LONG, writer(other), LONG));
    fanOut.write(bytes);
    Thread.currentThread().interrupt();

    fanOut.abort("interrupted");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(good.pendingWrites("")).isEmpty();
    assertThat(other.pendingWrites("")).isEmpty();
    assertThat(fanOut.commit().values()).allMatch(r -> r instanceof LaneResult.Failed);
  }

  private void assertContents(MemoryStorage storage) throws IOException {
    try (InputStream in = storage.read(KEY, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  private static StorageWriter writer(MemoryStorage storage) {
    return storage.open(KEY, OptionalLong.empty());
  }

  private static Map<String, FanOut.Target> targets(
      StorageWriter first, Duration firstLimit, StorageWriter second, Duration secondLimit) {
    Map<String, FanOut.Target> targets = new LinkedHashMap<>();
    targets.put("first", new FanOut.Target(first, firstLimit));
    targets.put("second", new FanOut.Target(second, secondLimit));
    return targets;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  /** A writer that never gets on. */
  private static final class StuckWriter implements StorageWriter {
    private final StorageWriter writer;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean aborted;

    StuckWriter(StorageWriter writer) {
      this.writer = writer;
    }

    @Override
    public PendingWrite pending() {
      return writer.pending();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new StorageException(Kind.ABORTED, "interrupted", e);
      }
    }

    @Override
    public StoredObject commit() {
      throw new AssertionError("never written");
    }

    @Override
    public void abort() {
      aborted = true;
      writer.abort();
      end.countDown();
    }
  }

  private record RefusingWriter(StorageWriter writer) implements StorageWriter {
    @Override
    public PendingWrite pending() {
      return writer.pending();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      throw new StorageException(Kind.FULL, "no room");
    }

    @Override
    public StoredObject commit() {
      throw new StorageException(Kind.FULL, "no room");
    }

    @Override
    public void abort() {
      writer.abort();
    }
  }
}

package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.StoredObject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a storage may take for the commit. */
@Timeout(30)
class LaneCommitTest {

  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final byte[] CHUNK = new byte[1 << 20];

  @Test
  void aLargeObjectMayTakeItsTimeToBecomeDurable() throws Exception {
    Lane lane = lane(8, Duration.ofSeconds(1));

    assertThat(lane.await()).isInstanceOf(LaneResult.Stored.class);
  }

  @Test
  void aSmallOneMayNot() throws Exception {
    Lane lane = lane(1, Duration.ofSeconds(20));

    assertThat(lane.await())
        .isInstanceOfSatisfying(
            LaneResult.Failed.class,
            f ->
                assertThat(f.failure())
                    .isInstanceOf(StalledException.class)
                    .hasMessageContaining("did not finish"));
  }

  private static Lane lane(int chunks, Duration commit) throws InterruptedException {
    Lane lane = new Lane("disk", new SlowCommit(CountingWriter.quick(), commit), LIMIT);
    lane.start();
    for (int i = 0; i < chunks; i++) {
      lane.offer(CHUNK);
    }
    lane.requestCommit();
    return lane;
  }

  private record SlowCommit(CountingWriter writer, Duration time) implements StorageWriter {

    @Override
    public PendingWrite pending() {
      return writer.pending();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      writer.write(bytes, offset, length);
    }

    @Override
    public StoredObject commit() {
      try {
        // nobody counts it down: an fsync takes its time
        boolean counted = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(counted).isFalse();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return writer.commit();
    }

    @Override
    public void abort() {
      writer.abort();
    }
  }
}

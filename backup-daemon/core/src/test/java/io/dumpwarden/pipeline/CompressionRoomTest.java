package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.CompressionMemory.Limits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompressionRoomTest {

  private static final long MIB = 1 << 20;
  private static final Compression XZ_6 = new Compression(Algorithm.XZ, 6);
  private static final Compression ZSTD_19 = new Compression(Algorithm.ZSTD, 19);

  private final CompressionRoom room =
      new CompressionRoom(8, Limits.of(248 * MIB, (248 + 1200) * MIB));

  @Test
  void theSecondLargeOneWaitsForTheFirst() throws Exception {
    CompressionRoom.Place first = room.enter(XZ_6);
    CompletableFuture<CompressionRoom.Place> second = new CompletableFuture<>();
    Thread waiting = new Thread(() -> second.complete(entered(XZ_6)));
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.WAITING);

    room.enter(new Compression(Algorithm.GZIP, 6)).close();
    assertThat(second).isNotDone();
    first.close();

    second.get(30, TimeUnit.SECONDS).close();
  }

  @Test
  void whereLittleIsLeftThereAreFewerThreads() throws Exception {
    CompressionRoom.Place first = room.enter(ZSTD_19);
    CompressionRoom.Place second = room.enter(ZSTD_19);

    assertThat(first.threads()).isEqualTo(2);
    assertThat(second.threads()).isZero();

    first.close();
    first.close();
    second.close();
    assertThat(room.enter(ZSTD_19).threads()).isEqualTo(2);
  }

  @Test
  void packersOfFramesShareTheRoom() throws Exception {
    Compression zstd = new Compression(Algorithm.ZSTD, 3);
    CompressionRoom.Place first = room.enterFrames(zstd, 4);
    CompressionRoom.Place second = room.enterFrames(zstd, 8);

    assertThat(first.threads()).isEqualTo(4);
    assertThat(second.threads()).isBetween(5, 6);

    first.close();
    second.close();
    assertThat(room.enterFrames(zstd, 8).threads()).isEqualTo(8);
    assertThatThrownBy(() -> room.enterFrames(new Compression(Algorithm.XZ, 9), 1))
        .isInstanceOf(DumpwardenException.class);
  }

  @Test
  void whatNeverFitsIsRefusedAtOnce() {
    assertThatThrownBy(() -> room.enter(new Compression(Algorithm.XZ, 9)))
        .isInstanceOf(DumpwardenException.class);
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    room.enter(XZ_6);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> room.enter(XZ_6)).isInstanceOf(InterruptedException.class);
  }

  private CompressionRoom.Place entered(Compression compression) {
    try {
      return room.enter(compression);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

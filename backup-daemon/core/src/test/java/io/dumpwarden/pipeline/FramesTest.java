package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.dynatrace.hash4j.hashing.Hashing;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.DumpPipeline.Stages;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class FramesTest {

  private static final ObjectKey KEY = ObjectKey.of("dump.sql");
  private static final List<FrameTable> ORDERS = List.of(new FrameTable("shop", "orders"));
  private static final List<byte[]> PARTS =
      List.of(Sample.text(700_000), Sample.text(1), Sample.text(300_001), Sample.text(40_000));

  private final MemoryStorage storage = new MemoryStorage(InstantSource.system());

  @ParameterizedTest
  @EnumSource(names = "ZLIB", mode = EnumSource.Mode.EXCLUDE)
  void theFileIsOneOrdinaryFileAndEachFrameCanBeReadAlone(Algorithm algorithm) throws Exception {
    Totals totals = stored(standard(algorithm));

    byte[] file = storage.read(KEY, 0).readAllBytes();
    assertThat(Sample.read(algorithm, file)).isEqualTo(Sample.join(PARTS));
    assertThat(totals.storedBytes()).isEqualTo(file.length);
    assertThat(totals.frames()).hasSize(PARTS.size());
    long end = 0;
    for (int i = 0; i < PARTS.size(); i++) {
      Frame frame = totals.frames().get(i);
      byte[] packed =
          Arrays.copyOfRange(
              file, (int) frame.offset(), (int) (frame.offset() + frame.packedBytes()));
      assertThat(Sample.read(algorithm, packed)).isEqualTo(PARTS.get(i));
      assertThat(frame)
          .isEqualTo(
              new Frame(
                  FrameKind.ROWS,
                  ORDERS,
                  "part " + i,
                  end,
                  packed.length,
                  PARTS.get(i).length,
                  "%016x".formatted(Hashing.xxh3_64().hashBytesToLong(PARTS.get(i))),
                  (long) i));
      end += packed.length;
    }
    assertThat(end).isEqualTo(file.length);
  }

  @Test
  void theDigestIsThatOfTheFramesDigests() throws Exception {
    Totals totals = stored(standard(Algorithm.ZSTD));

    ByteBuffer all = ByteBuffer.allocate(16 * PARTS.size());
    PARTS.forEach(
        part -> all.putLong(part.length).putLong(Hashing.xxh3_64().hashBytesToLong(part)));
    assertThat(totals.digestAlgorithm()).isEqualTo("xxh3-64-framed");
    assertThat(totals.rawDigest())
        .isEqualTo("%016x".formatted(Hashing.xxh3_64().hashBytesToLong(all.array())));
    byte[] sql = Sample.join(PARTS);
    assertThat(digest(sql, totals).hex()).isEqualTo(totals.rawDigest());
    assertThat(digest(sql, totals).damaged()).isEmpty();
  }

  @Test
  void otherBytesHaveAnotherDigestAndTheFrameIsKnown() throws Exception {
    Totals totals = stored(standard(Algorithm.ZSTD));
    byte[] sql = Sample.join(PARTS);

    for (int cut : new int[] {0, 1, 40_000, 40_001, 700_000, sql.length - 1}) {
      assertThat(
              digest(Arrays.copyOf(sql, sql.length - cut), totals).hex().equals(totals.rawDigest()))
          .as("without the last %d bytes", cut)
          .isEqualTo(cut == 0);
    }
    assertThat(digest(Arrays.copyOf(sql, sql.length + 1), totals).hex())
        .isNotEqualTo(totals.rawDigest());
    byte[] changed = sql.clone();
    changed[700_001] ^= 1;
    assertThat(digest(changed, totals).hex()).isNotEqualTo(totals.rawDigest());
    assertThat(digest(changed, totals).damaged()).contains(totals.frames().get(2));
  }

  /** Its streams cannot follow one another. */
  @Test
  void zlibIsCompressedAsAWholeAndHasNoIndex() throws Exception {
    Totals totals = stored(standard(Algorithm.ZLIB));

    byte[] sql = Sample.join(PARTS);
    byte[] file = storage.read(KEY, 0).readAllBytes();
    assertThat(Sample.read(Algorithm.ZLIB, file)).isEqualTo(sql);
    assertThat(totals.frames()).isEmpty();
    assertThat(totals.rawBytes()).isEqualTo(sql.length);
    assertThat(totals.digestAlgorithm()).isEqualTo("xxh3-64");
    assertThat(totals.rawDigest())
        .isEqualTo("%016x".formatted(Hashing.xxh3_64().hashBytesToLong(sql)));
  }

  @Test
  void whoBeginsOneFrameTooManyWaitsUntilOneIsWritten() throws Exception {
    FramePackers packers = new FramePackers(standard(Algorithm.ZSTD), 1);
    FramePacker packer = packers.open();
    PackedFrame first = packed(packer, PARTS.get(0), 0);
    PackedFrame second = packed(packer, PARTS.get(1), 1);
    CompletableFuture<PackedFrame> third = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                third.complete(packed(packer, PARTS.get(2), 2));
              } catch (IOException e) {
                third.completeExceptionally(e);
              }
            });
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.WAITING);

    first.writeTo(new ByteArrayOutputStream());

    PackedFrame waited = third.get(30, TimeUnit.SECONDS);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    waited.writeTo(out);
    assertThat(Sample.read(Algorithm.ZSTD, out.toByteArray())).isEqualTo(PARTS.get(2));
    assertThatThrownBy(() -> waited.writeTo(out)).isInstanceOf(IllegalStateException.class);
    second.discard();
    packer.close();
  }

  @Test
  void noMorePackersAreOpenThanWereCounted() throws Exception {
    FramePackers packers = new FramePackers(standard(Algorithm.ZSTD), 1);
    FramePacker first = packers.open();
    assertThatThrownBy(packers::open).isInstanceOf(IllegalStateException.class);

    first.close();
    packers.open().close();
  }

  @Test
  void whoAwaitsAFrameWaitsUntilItIsWritten() throws Exception {
    try (FramePacker packer = new FramePackers(standard(Algorithm.ZSTD), 1).open()) {
      PackedFrame frame = packed(packer, PARTS.get(0), 0);
      CompletableFuture<Void> gone = new CompletableFuture<>();
      Thread waiting =
          new Thread(
              () -> {
                try {
                  frame.awaitGone();
                  gone.complete(null);
                } catch (InterruptedException e) {
                  gone.completeExceptionally(e);
                }
              });
      waiting.start();
      await().until(() -> waiting.getState() == Thread.State.WAITING);
      frame.writeTo(new ByteArrayOutputStream());
      gone.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    FramePacker packer = new FramePackers(standard(Algorithm.NONE), 1).open();
    packed(packer, PARTS.get(0), 0);
    packed(packer, PARTS.get(1), 1);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> packer.write(1)).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aFrameIsFullAtEightMebibytesPackedOrThirtyTwoRaw() throws Exception {
    byte[] sql = Sample.text(1 << 20);
    try (FramePacker none = new FramePackers(standard(Algorithm.NONE), 1).open();
        FramePacker zstd = new FramePackers(standard(Algorithm.ZSTD), 1).open()) {
      for (int mebibytes = 0; mebibytes < 8; mebibytes++) {
        assertThat(none.isFull()).isFalse();
        none.write(sql);
      }
      assertThat(none.isFull()).isTrue();
      while (!zstd.isFull()) {
        zstd.write(new byte[1 << 20]);
      }
      assertThat(zstd.rawBytes()).isEqualTo(32 << 20);
    }
  }

  /**
   * Native memory and threads are the codec's: many packers one after the other must not add up.
   */
  @ParameterizedTest
  @EnumSource(names = "ZLIB", mode = EnumSource.Mode.EXCLUDE)
  void aPackerThatIsClosedInTheMiddleLeavesItsPlace(Algorithm algorithm) throws Exception {
    FramePackers packers = new FramePackers(standard(algorithm), 1);
    for (int i = 0; i < 5; i++) {
      try (FramePacker packer = packers.open()) {
        packer.write(PARTS.get(3));
      }
    }
    try (FramePacker packer = packers.open()) {
      assertThatThrownBy(() -> packer.finish(FrameKind.REST, List.of(), null, null))
          .isInstanceOf(IllegalStateException.class);
      packed(packer, PARTS.get(3), 0).discard();
    }
  }

  private static RawDigest digest(byte[] sql, Totals totals) throws IOException {
    RawDigest digest =
        RawDigest.of(new ByteArrayInputStream(sql), RawDigest.FRAMED, totals.frames());
    digest.transferTo(ByteArrayOutputStream.nullOutputStream());
    return digest;
  }

  private Totals stored(Compression compression) throws Exception {
    Deque<PackedFrame> frames = new ArrayDeque<>();
    try (FramePacker packer = new FramePackers(compression, PARTS.size()).open()) {
      for (byte[] part : PARTS) {
        frames.add(packed(packer, part, frames.size()));
      }
    }
    FanOut storages =
        new FanOut(
            Map.of(
                "memory",
                new FanOut.Target(storage.open(KEY, OptionalLong.empty()), Duration.ofMinutes(1))));
    List<Long> told = new ArrayList<>();
    Totals totals =
        new FramedPipeline(
                new Stages(compression, 0, StreamEncryption.NONE), (raw, packed) -> told.add(raw))
            .run(() -> Optional.ofNullable(frames.poll()), storages);
    storages.commit();
    assertThat(told).isSorted().endsWith(totals.rawBytes());
    return totals;
  }

  private static PackedFrame packed(FramePacker packer, byte[] sql, long rows) throws IOException {
    try (InputStream in = new ByteArrayInputStream(sql)) {
      in.transferTo(packer);
    }
    return packer.finish(FrameKind.ROWS, ORDERS, "part " + rows, rows);
  }

  private static Compression standard(Algorithm algorithm) {
    return new Compression(algorithm, algorithm.defaultLevel());
  }
}

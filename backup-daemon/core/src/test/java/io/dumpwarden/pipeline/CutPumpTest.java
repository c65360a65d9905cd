package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.hashing.Hashing;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.DumpPipeline.Stages;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CutPumpTest {

  private static final ObjectKey KEY = ObjectKey.of("dump.sql");
  private static final byte[] DUMP = Sample.text(2_500_000);
  private static final List<Integer> PLACES = List.of(1, 700_000, 765_536, 765_537, 2_000_000);

  private final MemoryStorage storage = new MemoryStorage(InstantSource.system());

  @ParameterizedTest
  @CsvSource({"ZSTD, 0", "ZSTD, 2", "GZIP, 0", "PGZIP, 1", "PGZIP, 3", "XZ, 0", "NONE, 0"})
  void theFileIsCutWhereItIsSaidAndIsOneFile(Algorithm algorithm, int workers) throws Exception {
    Totals totals = run(algorithm, workers, new Cutting(DUMP, PLACES));

    byte[] file = storage.read(KEY, 0).readAllBytes();
    assertThat(Sample.read(algorithm, file)).isEqualTo(DUMP);
    assertThat(totals.storedBytes()).isEqualTo(file.length);
    assertThat(totals.digestAlgorithm()).isEqualTo("xxh3-64");
    assertThat(totals.rawDigest())
        .isEqualTo("%016x".formatted(Hashing.xxh3_64().hashBytesToLong(DUMP)));
    assertThat(totals.frames()).hasSize(PLACES.size() + 1);
    int begin = 0;
    long packed = 0;
    for (int i = 0; i < totals.frames().size(); i++) {
      int end = i < PLACES.size() ? PLACES.get(i) : DUMP.length;
      byte[] part = Arrays.copyOfRange(DUMP, begin, end);
      Frame frame = totals.frames().get(i);
      int at = (int) frame.offset();
      byte[] alone = Arrays.copyOfRange(file, at, at + (int) frame.packedBytes());
      assertThat(Sample.read(algorithm, alone)).as("frame %d", i).isEqualTo(part);
      assertThat(frame)
          .isEqualTo(
              new Frame(
                  FrameKind.SCRIPT,
                  List.of(new FrameTable("d", "t" + i)),
                  null,
                  packed,
                  alone.length,
                  part.length,
                  "%016x".formatted(Hashing.xxh3_64().hashBytesToLong(part)),
                  null));
      packed += alone.length;
      begin = end;
    }
    assertThat(packed).isEqualTo(file.length);
  }

  @Test
  void zlibIsNotCut() throws Exception {
    Totals totals = run(Algorithm.ZLIB, 0, new Cutting(DUMP, PLACES));

    assertThat(totals.frames()).isEmpty();
    assertThat(Sample.read(Algorithm.ZLIB, storage.read(KEY, 0).readAllBytes())).isEqualTo(DUMP);
  }

  @ParameterizedTest
  @CsvSource({"ZSTD, 2", "PGZIP, 2", "GZIP, 0", "XZ, 0", "NONE, 0"})
  void aDumpThatBreaksOffFailsAsItDid(Algorithm algorithm, int workers) {
    Cutting cutting = new Cutting(DUMP, PLACES);
    cutting.breaksAt = 1_000_000;

    assertThatThrownBy(() -> run(algorithm, workers, cutting))
        .isInstanceOf(IOException.class)
        .hasMessage("gone")
        .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> run(Algorithm.NONE, 0, new Cutting(DUMP, PLACES)))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private Totals run(Algorithm algorithm, int workers, Cutting cutting) throws Exception {
    FanOut storages =
        new FanOut(
            Map.of(
                "memory",
                new FanOut.Target(storage.open(KEY, OptionalLong.empty()), Duration.ofMinutes(1))));
    Compression compression = new Compression(algorithm, algorithm.defaultLevel());
    try {
      Totals totals =
          new DumpPipeline(
                  new Stages(compression, workers, StreamEncryption.NONE), (raw, stored) -> {})
              .run(cutting, cutting, storages);
      storages.commit();
      return totals;
    } catch (IOException e) {
      storages.abort("it failed");
      throw e;
    }
  }

  /** Reads in pieces of any size, and knows a place some time after it was read. */
  private static final class Cutting extends FilterInputStream implements FrameCuts {
    private final Random random = new Random(3);
    private final Deque<Integer> places;
    private long read;
    private long settled;
    private int told;
    private int breaksAt = Integer.MAX_VALUE;

    Cutting(byte[] dump, List<Integer> places) {
      super(new ByteArrayInputStream(dump));
      this.places = new ArrayDeque<>(places);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (read >= breaksAt) {
        throw new IOException("gone");
      }
      int count = super.read(bytes, offset, 1 + random.nextInt(length));
      read += Math.max(0, count);
      settled = Math.max(settled, read - random.nextInt(MOST_HELD));
      if (!places.isEmpty()) {
        settled = Math.min(settled, places.peek());
      }
      return count;
    }

    @Override
    public Optional<Cut> next() {
      boolean known = !places.isEmpty() && places.peek() <= read;
      return known
          ? Optional.of(new Cut(places.remove(), List.of(new FrameTable("d", "t" + told++))))
          : Optional.empty();
    }

    @Override
    public long settled() {
      return settled;
    }

    @Override
    public List<FrameTable> tables() {
      return List.of(new FrameTable("d", "t" + told));
    }
  }
}

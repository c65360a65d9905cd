package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dynatrace.hash4j.hashing.Hashing;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.DumpPipeline.Totals;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class DumpPipelineTest {

  private static final ObjectKey KEY = ObjectKey.of("dump.sql");
  private static final Duration PATIENT = Duration.ofMinutes(1);

  private final MemoryStorage storage = new MemoryStorage(InstantSource.system());

  @ParameterizedTest
  @EnumSource
  void whatIsStoredIsTheDumpAndTheTotalsAreTrue(Algorithm algorithm) throws Exception {
    byte[] dump = ("INSERT INTO t VALUES (1);\n").repeat(100_000).getBytes();

    Totals totals = run(algorithm, new ByteArrayInputStream(dump));

    byte[] stored = storage.read(KEY, 0).readAllBytes();
    assertThat(Compressors.decompress(algorithm, new ByteArrayInputStream(stored)).readAllBytes())
        .isEqualTo(dump);
    assertThat(totals)
        .isEqualTo(
            new Totals(
                dump.length,
                "xxh3-64",
                "%016x".formatted(Hashing.xxh3_64().hashBytesToLong(dump)),
                List.of(),
                stored.length,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored))));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aFileThatIsCutOffIsNeverTakenForWhole(Algorithm algorithm) throws Exception {
    byte[] dump = new byte[3_000_000];
    new Random(1).nextBytes(dump);
    run(algorithm, new ByteArrayInputStream(dump));
    byte[] stored = storage.read(KEY, 0).readAllBytes();

    for (int cut : new int[] {1, 4, 9, 1000, stored.length / 2}) {
      byte[] less = Arrays.copyOf(stored, stored.length - cut);
      assertThatThrownBy(
              () ->
                  Compressors.decompress(algorithm, new ByteArrayInputStream(less)).readAllBytes())
          .as("without the last %d bytes", cut)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aDumpLargerThanTheHeapPassesThrough() throws Exception {
    long bytes = Runtime.getRuntime().maxMemory() + (64 << 20);
    CountingWriter first = CountingWriter.quick();
    CountingWriter second = CountingWriter.quick();
    FanOut storages =
        new FanOut(
            Map.of(
                "first", new FanOut.Target(first, PATIENT),
                "second", new FanOut.Target(second, PATIENT)));

    Totals totals = pipeline(Algorithm.NONE).run(new Endless(bytes), storages);
    storages.commit();

    assertThat(totals.rawBytes()).isEqualTo(bytes);
    assertThat(first.bytes()).isEqualTo(second.bytes()).isEqualTo(bytes);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aDumpLargerThanTheHeapPassesThroughEveryCompression(Algorithm algorithm) throws Exception {
    long bytes = Runtime.getRuntime().maxMemory() + (64 << 20);
    CountingWriter writer = CountingWriter.quick();
    FanOut storages = new FanOut(Map.of("first", new FanOut.Target(writer, PATIENT)));

    Totals totals =
        new DumpPipeline(
                new DumpPipeline.Stages(
                    new Compression(algorithm, algorithm.minLevel()), 2, StreamEncryption.NONE),
                (raw, stored) -> {})
            .run(new Endless(bytes), storages);
    storages.commit();

    assertThat(totals.rawBytes()).isEqualTo(bytes);
    assertThat(writer.bytes()).isEqualTo(totals.storedBytes());
  }

  @Test
  void anInterruptEndsIt() {
    FanOut storages =
        new FanOut(Map.of("first", new FanOut.Target(CountingWriter.quick(), PATIENT)));

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> pipeline(Algorithm.NONE).run(new Endless(1L << 40), storages))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    storages.abort("interrupted");
  }

  private Totals run(Algorithm algorithm, InputStream dump) throws Exception {
    FanOut storages =
        new FanOut(
            Map.of("memory", new FanOut.Target(storage.open(KEY, OptionalLong.empty()), PATIENT)));
    Totals totals = pipeline(algorithm).run(dump, storages);
    assertThat(storages.commit().get("memory")).isInstanceOf(LaneResult.Stored.class);
    return totals;
  }

  private static DumpPipeline pipeline(Algorithm algorithm) {
    return new DumpPipeline(
        new DumpPipeline.Stages(
            new Compression(algorithm, algorithm.defaultLevel()), 2, StreamEncryption.NONE),
        (raw, stored) -> {});
  }

  /** So many bytes out of nothing. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long bytes) {
      this.left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int now = (int) Math.min(left, length);
      left -= now;
      return now;
    }
  }
}

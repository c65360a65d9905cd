package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DumpPipelineTest {

  private static final ObjectKey KEY = new ObjectKey("db/x.sql");
  private static final byte[] DUMP =
      "INSERT INTO t VALUES (1, 'x');\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);

  private final MemoryStorage storage = new MemoryStorage(InstantSource.system());

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void whatIsStoredIsCountedDigestedAndComesBack(Algorithm algorithm) throws Exception {
    DumpPipeline.Totals totals = store(algorithm, new ByteArrayInputStream(DUMP));

    byte[] stored = stored();
    assertThat(totals.rawBytes()).isEqualTo(DUMP.length);
    assertThat(totals.storedBytes()).isEqualTo(stored.length);
    assertThat(totals.sha256())
        .isEqualTo(
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored)));
    try (InputStream back = Compressors.decompress(algorithm, new ByteArrayInputStream(stored));
        RawDigest digest = new RawDigest(back)) {
      assertThat(digest.readAllBytes()).isEqualTo(DUMP);
      assertThat(digest.hex()).isEqualTo(totals.rawDigest());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"ZSTD", "GZIP"})
  void aTruncatedFileEndsWithAnError(Algorithm algorithm) throws Exception {
    store(algorithm, new ByteArrayInputStream(DUMP));
    byte[] stored = stored();
    byte[] cut = Arrays.copyOf(stored, stored.length - 5);

    assertThatThrownBy(
            () -> Compressors.decompress(algorithm, new ByteArrayInputStream(cut)).readAllBytes())
        .isInstanceOf(IOException.class);
  }

  @Test
  void anInterruptEndsIt() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Thread.currentThread().interrupt();
            return length;
          }
        };

    assertThatThrownBy(() -> store(Algorithm.NONE, endless))
        .isInstanceOf(java.io.InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(storage.stat(KEY)).isEmpty();
  }

  private DumpPipeline.Totals store(Algorithm algorithm, InputStream dump)
      throws IOException, InterruptedException {
    FanOut fanOut =
        new FanOut(
            Map.of(
                "memory",
                new FanOut.Target(
                    storage.open(KEY, OptionalLong.empty()), Duration.ofSeconds(20))));
    DumpPipeline pipeline =
        new DumpPipeline(
            new Compression(algorithm, algorithm.defaultLevel()), 2, (raw, stored) -> {});
    DumpPipeline.Totals totals = pipeline.run(dump, fanOut);
    fanOut.commit();
    return totals;
  }

  private byte[] stored() throws IOException {
    try (InputStream in = storage.read(KEY, 0)) {
      return in.readAllBytes();
    }
  }
}

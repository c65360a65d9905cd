package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.pipeline.Compression.Algorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class CompressorsTest {

  @ParameterizedTest
  @MethodSource("compressions")
  void everyLevelGivesBackWhatItTook(Compression compression) throws IOException {
    for (int length : new int[] {0, 300_000}) {
      byte[] content = Sample.text(length);

      byte[] stored = Sample.compressed(compression, content);

      assertThat(Sample.read(compression.algorithm(), stored)).isEqualTo(content);
    }
  }

  /** All levels that fit the heap of these tests. */
  static Stream<Compression> compressions() {
    return Arrays.stream(Algorithm.values())
        .flatMap(
            algorithm ->
                Stream.iterate(algorithm.minLevel(), n -> n <= algorithm.maxLevel(), n -> n + 1)
                    .map(level -> new Compression(algorithm, level)))
        .filter(c -> c.algorithm() != Algorithm.XZ || c.level() <= 7);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aFileCutOffAnywhereIsNoticed(Algorithm algorithm) throws IOException {
    byte[] stored = Sample.compressed(standard(algorithm), Sample.text(3_000));

    for (int length = 0; length < stored.length; length++) {
      byte[] less = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> Sample.read(algorithm, less))
          .as("%d of %d bytes", length, stored.length)
          .isInstanceOf(IOException.class);
    }
  }

  /** All but zlib, whose Adler-32 overlooks some changes: there SHA-256 has to notice. */
  @ParameterizedTest
  @EnumSource(
      names = {"NONE", "ZLIB"},
      mode = EnumSource.Mode.EXCLUDE)
  void aChangedByteNeverGivesOtherContent(Algorithm algorithm) throws IOException {
    byte[] content = Sample.text(3_000);
    byte[] stored = Sample.compressed(standard(algorithm), content);
    Random random = new Random(7);

    for (int place = 0; place < stored.length; place++) {
      byte[] changed = stored.clone();
      changed[place] ^= (byte) (1 << random.nextInt(8));
      assertThat(isRefusedOrTheSame(algorithm, changed, content)).as("byte %d", place).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void whatFollowsTheEndIsNoticed(Algorithm algorithm) throws IOException {
    byte[] stored = Sample.compressed(standard(algorithm), Sample.text(3_000));

    for (int more : new int[] {1, 3, 20}) {
      byte[] longer = Arrays.copyOf(stored, stored.length + more);
      Arrays.fill(longer, stored.length, longer.length, (byte) 'x');
      assertThatThrownBy(() -> Sample.read(algorithm, longer)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "PGZIP", "XZ", "ZSTD"})
  void filesPutTogetherAreReadInFullWhateverIsAvailable(Algorithm algorithm) throws IOException {
    byte[] part = Sample.text(200_000);
    byte[] stored = Sample.compressed(standard(algorithm), part);
    byte[] three = Sample.join(List.of(stored, stored, stored));

    assertThat(Sample.read(algorithm, new Trickle(three)))
        .isEqualTo(Sample.join(List.of(part, part, part)));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aStreamThatTricklesIsReadInFullOrRefused(Algorithm algorithm) throws IOException {
    byte[] content = Sample.text(400_000);
    byte[] stored = Sample.compressed(standard(algorithm), content);

    assertThat(Sample.read(algorithm, new Trickle(stored))).isEqualTo(content);
    byte[] less = Arrays.copyOf(stored, stored.length - 1);
    assertThatThrownBy(() -> Sample.read(algorithm, new Trickle(less)))
        .isInstanceOf(IOException.class);
  }

  private static Compression standard(Algorithm algorithm) {
    return new Compression(algorithm, algorithm.defaultLevel());
  }

  /** Some bits mean nothing: those that fill the last byte, for one. */
  private static boolean isRefusedOrTheSame(Algorithm algorithm, byte[] stored, byte[] content) {
    try {
      return Arrays.equals(Sample.read(algorithm, stored), content);
    } catch (IOException e) {
      return true;
    }
  }

  /** Gives a few bytes at a time and never says that it has any, as a socket may. */
  private static final class Trickle extends InputStream {
    private final InputStream in;
    private int step;

    Trickle(byte[] bytes) {
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      step = step % 700 + 1;
      return in.read(buffer, offset, Math.min(length, step));
    }
  }
}

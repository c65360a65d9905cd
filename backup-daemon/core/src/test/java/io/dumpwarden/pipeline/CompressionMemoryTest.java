package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.CompressionMemory.Limits;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionMemoryTest {

  private static final long MIB = 1 << 20;

  /** The launcher's heap on a machine of 4 GiB. */
  private static final Limits STANDARD = Limits.of(248 * MIB, 4096 * MIB);

  @ParameterizedTest
  @CsvSource({
    "xz,   9, 248, choose level 6 or lower",
    "xz,   7, 248, choose level 6 or lower",
    "xz,   8, 512, choose level 7 or lower",
    "xz,   6, 100, choose level 4 or lower"
  })
  void aLevelThatDoesNotFitTheHeapIsRefusedWithOneThatDoes(
      String algorithm, int level, long heapMib, String hint) {
    Compression compression = new Compression(Algorithm.of(algorithm), level);

    DumpwardenException refused = refused(compression, Limits.of(heapMib * MIB, 8192 * MIB));

    assertThat(refused.code()).isEqualTo(ErrorCode.MEMORY_EXCEEDED);
    assertThat(refused)
        .hasMessageStartingWith("%s -%d needs ".formatted(algorithm, level))
        .hasMessageEndingWith(
            "MiB of heap, and compression may take %d MiB here".formatted(heapMib / 2));
    assertThat(refused.hint()).startsWith(hint).contains("-Xmx");
  }

  @ParameterizedTest
  @CsvSource({"22, 1024, 20", "22, 700, 20", "21, 600, 19", "20, 400, 14"})
  void aLevelThatDoesNotFitTheMachineIsRefusedWithOneThatDoes(
      int level, long machineMib, int fits) {
    Compression zstd = new Compression(Algorithm.ZSTD, level);

    DumpwardenException refused = refused(zstd, Limits.of(248 * MIB, machineMib * MIB));

    assertThat(refused)
        .hasMessageStartingWith("zstd -%d needs ".formatted(level))
        .hasMessageContaining("outside of the heap");
    assertThat(refused.hint()).startsWith("choose level %d or lower".formatted(fits));
  }

  /** The serial collector leaves out one of its survivor spaces. */
  @Test
  void theHeapThatTheHintNamesIsEnough() {
    Compression xz = new Compression(Algorithm.XZ, 9);
    String hint = refused(xz, STANDARD).hint();
    long named = Long.parseLong(hint.replaceAll(".*-Xmx(\\d+)m", "$1"));

    assertThatCode(
            () -> CompressionMemory.require(xz, Limits.of(named * MIB / 100 * 96, 4096 * MIB)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void everyStandardLevelFitsTheLaunchersHeap(Algorithm algorithm) {
    Compression standard = new Compression(algorithm, algorithm.defaultLevel());

    assertThatCode(() -> CompressionMemory.require(standard, STANDARD)).doesNotThrowAnyException();
  }

  /** Half of a heap of 256 MB; the frames and what is outside are in it. */
  @Test
  void fourPackersAtTheStandardLevelFitTheLaunchersHeap() {
    Compression standard = new Compression(Algorithm.ZSTD, Algorithm.ZSTD.defaultLevel());

    assertThat(CompressionMemory.fittingFrames(standard, 4, STANDARD)).hasValue(4);
    assertThat(CompressionMemory.ofFrames(standard, 4).heap()).isEqualTo(50 * MIB);
    assertThat(CompressionMemory.ofFrames(standard, 4).outside()).isLessThan(70 * MIB);
    assertThat(CompressionMemory.fittingFrames(new Compression(Algorithm.XZ, 6), 4, STANDARD))
        .hasValue(1);
  }

  @Test
  void whereThereIsNextToNoMemoryAnotherAlgorithmIsNamed() {
    assertThat(refused(new Compression(Algorithm.XZ, 0), new Limits(MIB, MIB)).hint())
        .startsWith("choose gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 64, 64",
    "9, 64, 64",
    "10, 64, 4",
    "19, 64, 2",
    "19, 1, 1",
    "20, 64, 0",
    "22, 2, 0"
  })
  void highLevelsGetFewThreads(int level, int wanted, int given) {
    assertThat(threads(new Compression(Algorithm.ZSTD, level), wanted, 64 << 10)).isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource({"zstd, 3, 600", "zstd, 19, 700", "pgzip, 6, 600"})
  void whereMemoryIsShortThereAreFewerThreadsInsteadOfARefusal(
      String algorithm, int level, long machineMib) {
    Compression compression = new Compression(Algorithm.of(algorithm), level);
    Limits limits = Limits.of(32 * MIB, machineMib * MIB);

    int threads = CompressionMemory.threads(compression, 64, limits);

    assertThat(CompressionMemory.of(compression, threads).fits(limits)).isTrue();
    assertThat(CompressionMemory.of(compression, threads + 1).fits(limits)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "XZ", "ZLIB", "NONE"})
  void theOthersWorkOnTheCallersThread(Algorithm algorithm) {
    assertThat(threads(new Compression(algorithm, algorithm.defaultLevel()), 8, 4096)).isZero();
  }

  @Test
  void parallelGzipHasAThreadAlways() {
    assertThat(threads(new Compression(Algorithm.PGZIP, 6), 0, 4096)).isEqualTo(1);
  }

  @Test
  void noStreamIsOpenedThatDoesNotFit() {
    long heap = Runtime.getRuntime().maxMemory() / 2;
    Compression xz = new Compression(Algorithm.XZ, 9);
    assertThat(CompressionMemory.of(xz, 0).heap()).isGreaterThan(heap);

    DumpwardenException refused =
        catchThrowableOfType(
            DumpwardenException.class,
            () -> Compressors.compress(xz, 2, OutputStream.nullOutputStream()));

    assertThat(refused.code()).isEqualTo(ErrorCode.MEMORY_EXCEEDED);
  }

  @Test
  void aContainerSmallerThanTheHeapLeavesALittle() {
    assertThat(Limits.of(1024 * MIB, 512 * MIB)).isEqualTo(new Limits(512 * MIB, 64 * MIB));
  }

  private static int threads(Compression compression, int wanted, long machineMib) {
    return CompressionMemory.threads(compression, wanted, Limits.of(248 * MIB, machineMib * MIB));
  }

  private static DumpwardenException refused(Compression compression, Limits limits) {
    return catchThrowableOfType(
        DumpwardenException.class, () -> CompressionMemory.require(compression, limits));
  }
}

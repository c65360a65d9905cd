package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.pipeline.Compression.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored is read by the distribution's programs, as they are called without options. */
@Timeout(120)
class StockToolsTest {

  private static final String EVERY_TOOL =
      """
      zstd,  zstd -dc
      gzip,  gunzip -c
      gzip,  pigz -dc
      pgzip, gunzip -c
      pgzip, pigz -dc
      xz,    xz -dc
      zlib,  pigz -dc
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_TOOL)
  void readEveryLevel(String name, String line) throws Exception {
    StockTool tool = StockTool.of(line);
    tool.require();
    Algorithm algorithm = Algorithm.of(name);
    byte[] content = Sample.text(300_000);

    // what xz -8 and -9 need is more than the heap of these tests
    for (int level = algorithm.minLevel(); level <= most(algorithm); level++) {
      Path file = stored(Sample.compressed(new Compression(algorithm, level), content));
      assertThat(tool.run(file, output())).as("level %d", level).isZero();
      assertThat(Files.readAllBytes(output())).as("level %d", level).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = EVERY_TOOL)
  void noticeAFileThatIsCutOff(String name, String line) throws Exception {
    StockTool tool = StockTool.of(line);
    tool.require();
    Algorithm algorithm = Algorithm.of(name);
    byte[] stored =
        Sample.compressed(
            new Compression(algorithm, algorithm.minLevel()), Sample.text(3 * GzipBlock.SIZE));

    for (int cut : new int[] {1, 5, 9, stored.length / 3, stored.length / 2}) {
      Path less = stored(Arrays.copyOf(stored, stored.length - cut));
      assertThat(tool.run(less, output())).as("without the last %d bytes", cut).isNotZero();
    }
  }

  /** As it is in frames. */
  @ParameterizedTest
  @CsvSource(textBlock = EVERY_TOOL)
  void readAFileInFrames(String name, String line) throws Exception {
    StockTool tool = StockTool.of(line);
    tool.require();
    Algorithm algorithm = Algorithm.of(name);
    List<byte[]> parts = List.of(Sample.text(1), Sample.text(300_000), Sample.text(5_000));
    Compression compression = new Compression(algorithm, algorithm.defaultLevel());

    Path file =
        stored(
            FramedFile.of(parts, new DumpPipeline.Stages(compression, 2, StreamEncryption.NONE))
                .bytes());

    assertThat(tool.run(file, output())).isZero();
    assertThat(Files.readAllBytes(output())).isEqualTo(Sample.join(parts));
  }

  private static int most(Algorithm algorithm) {
    return algorithm == Algorithm.XZ ? 7 : algorithm.maxLevel();
  }

  private Path stored(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("stored"), bytes);
  }

  private Path output() {
    return folder.resolve("output");
  }
}

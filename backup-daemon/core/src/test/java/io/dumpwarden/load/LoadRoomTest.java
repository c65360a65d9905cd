package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.pipeline.Compression.Algorithm;
import io.dumpwarden.pipeline.CompressionMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadRoomTest {

  private static final LoadRoom USUAL = new LoadRoom(256L << 20, 512L << 20);

  @ParameterizedTest
  @CsvSource({"ZSTD, 3, 8", "GZIP, 6, 8", "NONE, 0, 8", "XZ, 6, 6", "XZ, 9, 2", "ZSTD, 22, 3"})
  void whatDecompressesCountsToo(Algorithm algorithm, int level, int connections) {
    assertThat(USUAL.connections(16, CompressionMemory.ofReading(algorithm, level)))
        .isEqualTo(connections);
  }

  @Test
  void oneThereIsAlwaysAndNoMoreThanWanted() {
    assertThat(new LoadRoom(1, 1).connections(4, CompressionMemory.ofReading(Algorithm.XZ, 9)))
        .isEqualTo(1);
    assertThat(USUAL.connections(4, CompressionMemory.ofReading(Algorithm.ZSTD, 3))).isEqualTo(4);
  }
}

package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.pipeline.Compression.Algorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {

  @ParameterizedTest
  @CsvSource({
    "zstd,  .zst,  1, 22",
    "gzip,  .gz,   1, 9",
    "pgzip, .gz,   1, 9",
    "xz,    .xz,   0, 9",
    "zlib,  .zlib, 1, 9",
    "none,  '',    0, 0"
  })
  void theNamesExtensionsAndRangesAreTheseForEver(String id, String extension, int min, int max) {
    Algorithm algorithm = Algorithm.of(id);

    assertThat(algorithm.id()).isEqualTo(id);
    assertThat(algorithm.extension()).isEqualTo(extension);
    assertThat(algorithm.minLevel()).isEqualTo(min);
    assertThat(algorithm.maxLevel()).isEqualTo(max);
    assertThat(algorithm.defaultLevel()).isBetween(min, max);
  }

  @ParameterizedTest
  @EnumSource
  void aLevelOutsideOfTheRangeIsRefusedWithTheRange(Algorithm algorithm) {
    for (int level : new int[] {algorithm.minLevel() - 1, algorithm.maxLevel() + 1}) {
      assertThatThrownBy(() -> new Compression(algorithm, level))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(algorithm.id())
          .hasMessageContaining(String.valueOf(algorithm.maxLevel()))
          .hasMessageEndingWith("not " + level);
    }
  }

  @Test
  void aNameThatIsNoneIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> Algorithm.of("ZSTD"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'ZSTD' is no compression: there are zstd, gzip, pgzip, xz, zlib, none");
  }
}

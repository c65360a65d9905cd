package io.dumpwarden.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompressorsTest {

  @Test
  void highLevelsGetFewWorkers() {
    assertThat(Compressors.bounded(64, 3)).isEqualTo(64);
    assertThat(Compressors.bounded(64, 10)).isEqualTo(4);
    assertThat(Compressors.bounded(64, 19)).isEqualTo(2);
    assertThat(Compressors.bounded(1, 19)).isEqualTo(1);
  }
}

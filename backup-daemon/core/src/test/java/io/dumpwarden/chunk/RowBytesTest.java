package io.dumpwarden.chunk;

import static io.dumpwarden.chunk.Shapes.column;
import static io.dumpwarden.chunk.Shapes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dumpwarden.source.ColumnFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBytesTest {

  @Test
  void textIsAboutAsLongAsItIsStored() {
    assertThat(bytes(1_000_000, text("a", "utf8mb4"))).isCloseTo(1_000_000, within(100_000.0));
  }

  @Test
  void hexDoublesBytes() {
    assertThat(bytes(1_000_000, column("a", "longblob"))).isCloseTo(1_800_000, within(50_000.0));
    assertThat(bytes(1_000_000, column("a", "geometry"))).isGreaterThan(1_700_000);
  }

  @Test
  void numbersDoNotGrowWithThePagesTheyTake() {
    assertThat(bytes(5_000, column("a", "int"), column("b", "bigint"))).isBetween(20.0, 30.0);
  }

  @Test
  void whatIsComputedIsNotWritten() {
    ColumnFacts computed = new ColumnFacts("c", "text", "text", "utf8mb4", true, true, null);
    assertThat(bytes(5_000, column("a", "int"), computed)).isBetween(8.0, 20.0);
  }

  private static double bytes(long stored, ColumnFacts... columns) {
    return RowBytes.of(Shapes.of("t", List.of(columns), List.of(), 1, stored));
  }
}

package io.dumpwarden.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.anomaly.Measure.Made;
import io.dumpwarden.anomaly.Measure.Rows;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a manifest is compared, and what had better not be. */
class MeasuringTest {

  private static final Manifest.Contents ALL = new Manifest.Contents(false, List.of(), List.of());

  @Test
  void countedRowsComeBeforeEstimates() {
    Measured measured = measured(7L, ALL, List.of(inventory(100), inventory(20)));

    assertThat(measured)
        .isEqualTo(
            new Measured(
                "id",
                "nightly",
                "shop",
                "orders",
                new Measure(
                    new Made("mysqldump --complete-insert", "zstd 3 aes-256-gcm"),
                    1000,
                    200,
                    83_000,
                    2L,
                    new Rows(7, true))));
    assertThat(measured(0L, ALL, List.of(inventory(100))).measure().rows())
        .isEqualTo(new Rows(0, true));
  }

  @Test
  void estimatesAreThoseOfAllTablesOrNone() {
    List<Inventory> inventories = List.of(inventory(100), inventory(20));

    assertThat(measured(null, ALL, inventories).measure().rows()).isEqualTo(new Rows(120, false));
    assertThat(measured(null, null, inventories).measure().rows()).isEqualTo(new Rows(120, false));
    for (Manifest.Contents part :
        List.of(
            new Manifest.Contents(true, List.of(), List.of()),
            new Manifest.Contents(false, List.of("*.log"), List.of()),
            new Manifest.Contents(false, List.of(), List.of("*.log")))) {
      assertThat(measured(null, part, inventories).measure().rows()).isNull();
    }
  }

  @Test
  void anOutcomeInShortHasNeitherTablesNorRows() {
    Measure measure = measured(null, ALL, List.of()).measure();

    assertThat(measure.tables()).isNull();
    assertThat(measure.rows()).isNull();
  }

  private static Measured measured(
      @Nullable Long rows, Manifest.@Nullable Contents contents, List<Inventory> inventories) {
    return Measuring.of(
        SampleBackups.backup("id", 1000, "{}"),
        SampleBackups.manifest(rows, contents, inventories));
  }

  private static Inventory inventory(long rows) {
    TableFacts table = new TableFacts("t", "InnoDB", rows, 1, false, true, false, List.of(), false);
    List<String> none = List.of();
    return new Inventory("d", "utf8mb4", "c", List.of(table), none, none, none, none, none);
  }
}

package io.dumpwarden.engines.nasty;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.StockTools.End;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("long")
class NastySchemaTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void passesThroughTheStockTools(TestEngine kind) throws Exception {
    try (RoundTrip trip = RoundTrip.between(kind, folder)) {
      long start = System.nanoTime();
      List<String> databases = NastySchema.create(trip.source());
      System.out.println(kind + ": nasty after " + Duration.ofNanos(System.nanoTime() - start));
      NastySchema.createAccounts(trip.target());

      boolean mariadb = kind == TestEngine.MARIADB_11_4;
      End dump = trip.dump(databases, mariadb ? new String[] {"--dump-history"} : new String[0]);

      assertThat(dump).isEqualTo(new End(false, 0, ""));
      assertThat(trip.restore()).isEqualTo(new End(false, 0, ""));
      System.out.println(kind + ": restored after " + Duration.ofNanos(System.nanoTime() - start));
      assertThat(trip.differences(databases)).isEmpty();
      System.out.println(kind + ": compared after " + Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Test
  void historyIsLostWithoutItsOption() throws Exception {
    try (RoundTrip trip = RoundTrip.between(TestEngine.MARIADB_11_4, folder)) {
      NastySchema.create(trip.source());
      List<String> databases = List.of("nasty_versions");

      assertThat(trip.dump(databases).exit()).isZero();
      assertThat(trip.restore().exit()).isZero();

      assertThat(trip.differences(databases))
          .containsExactlyInAnyOrder(
              "nasty_versions: rows of table explicit: other values in [since]",
              "nasty_versions: history of table explicit: 3 rows against 2",
              "nasty_versions: history of table split: 2 rows against 1",
              "nasty_versions: history of table versioned: 5 rows against 2");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TestEngine.class,
      names = {"MARIADB_11_4", "MYSQL_8_0", "MYSQL_9"})
  void brokenViewsStopTheStockToolsUnlessTheyAreLeftOut(TestEngine kind) throws Exception {
    try (RoundTrip trip = RoundTrip.between(kind, folder)) {
      List<String> databases = NastySchema.create(trip.source());
      List<NastySchema.View> broken = NastySchema.breakViews(trip.source());
      assertThat(trip.dump(databases).exit()).isEqualTo(2);

      String[] without =
          broken.stream()
              .map(view -> "--ignore-table=" + view.database() + "." + view.name())
              .toArray(String[]::new);
      assertThat(trip.dump(databases, without)).isEqualTo(new End(false, 0, ""));
    }
  }
}

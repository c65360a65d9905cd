package io.dumpwarden.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunMeterTest {

  private static TableProgress table(String name, long bytes, long all) {
    return new TableProgress(
        "shop", name, bytes / 10, all / 10, bytes, all, bytes < all, bytes == all);
  }

  @Test
  void theTimeLeftIsByThePaceOfAllTables() {
    RowsProgress rows =
        RowsProgress.of(
            List.of(table("done", 100, 100), table("half", 100, 300)), Duration.ofSeconds(20));

    assertThat(rows).isEqualTo(new RowsProgress(200, 400, 1, 2, 20L, rows.atWork()));
    assertThat(rows.atWork()).extracting(TableProgress::table).containsExactly("half");
    assertThat(TableWords.of("shop", rows))
        .isEqualTo(
            "shop: 200 B of about 400 B of rows, 1 of 2 tables, less than a minute left;"
                + " at work: shop.half 10 of about 30 rows");
    assertThat(RowsProgress.of(List.of(table("begun", 0, 9)), Duration.ofSeconds(1)).secondsLeft())
        .isNull();
  }

  @Test
  void nobodyKnowsTheTimeLeftWhileADatabaseWaits() {
    RunMeter meter = new RunMeter();
    meter.start(2);
    RunMeter.UnitMeter first = meter.begin("a");
    first.follow(() -> List.of(table("t", 100, 300)));
    first.passed(150, 10);

    assertThat(meter.sample().rows().secondsLeft()).isNull();
    assertThat(meter.sample().expectedBytes()).isZero();

    RunMeter.UnitMeter second = meter.begin("b");
    second.follow(() -> List.of(table("u", 10, 10)));
    RunProgress both = meter.sample();
    assertThat(both.rows().secondsLeft()).isNotNull();
    assertThat(both.rows().tablesTotal()).isEqualTo(2);
    assertThat(both.expectedBytes()).isEqualTo(150 + 200);

    first.end();
    second.end();
    assertThat(meter.sample().rows()).isEqualTo(RowsProgress.NONE);
  }
}

package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.dump.RowsProgress;
import io.dumpwarden.dump.TableProgress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "2048|0|1024|2.0 KiB  1.0 KiB/s",
        "0|1024|0|[..............................]   0 %  0 B  0 B/s",
        "512|1024|64|[###############...............]  50 %  512 B  64 B/s  8 s left",
        "1024|1048576|1024|[..............................]   0 %  1.0 KiB  1.0 KiB/s  17 min left",
        "0|8192|1|[..............................]   0 %  0 B  1 B/s  2 h 17 min left",
        "2048|1024|1024|[##############################] 100 %  2.0 KiB  1.0 KiB/s"
      })
  void showsShareRateAndTimeLeft(long bytes, long total, double perSecond, String line) {
    assertThat(ProgressBar.line(bytes, total, perSecond)).isEqualTo(line);
  }

  @Test
  void tablesAreInAFewWords() {
    TableProgress waits = new TableProgress("a", "waits", 0, 0, 0, 0, true, false);
    TableProgress orders = new TableProgress("a", "orders\u001b", 5, 9, 30, 120, true, false);

    assertThat(TableWords.of(RowsProgress.NONE)).isEmpty();
    assertThat(TableWords.of(RowsProgress.of(List.of(waits, orders), Duration.ofSeconds(1))))
        .isEqualTo("0 of 2 tables, orders? 25 %");
  }
}

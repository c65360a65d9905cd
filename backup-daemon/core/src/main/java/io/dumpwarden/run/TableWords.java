package io.dumpwarden.run;

import io.dumpwarden.config.Sizes;
import io.dumpwarden.dump.TableProgress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** How far a dump's tables are, in a line for its run's log. */
final class TableWords {

  private static final int NAMED = 5;

  private TableWords() {}

  /**
   * @param unit what is dumped
   * @param since how long its rows are being read
   */
  static String of(String unit, List<TableProgress> tables, Duration since) {
    long bytes = tables.stream().mapToLong(TableProgress::bytes).sum();
    long all = tables.stream().mapToLong(TableProgress::byteEstimate).sum();
    String atWork =
        tables.stream()
            .filter(TableProgress::atWork)
            .limit(NAMED)
            .map(
                table ->
                    "%s.%s %d of about %d rows"
                        .formatted(
                            table.database(),
                            table.table(),
                            table.rows(),
                            Math.max(table.rows(), table.rowEstimate())))
            .collect(Collectors.joining(", "));
    return "%s: %s of about %s of rows%s%s"
        .formatted(
            unit,
            Sizes.text(bytes),
            Sizes.text(all),
            left(bytes, all, since),
            atWork.isEmpty() ? "" : "; at work: " + atWork);
  }

  /** At the pace until now. */
  private static String left(long bytes, long all, Duration since) {
    if (bytes == 0) {
      return "";
    }
    long seconds = (long) (since.toMillis() / 1000.0 * (all - bytes) / bytes);
    return seconds < 60
        ? ", less than a minute left"
        : ", about %d min left".formatted((seconds + 30) / 60);
  }
}

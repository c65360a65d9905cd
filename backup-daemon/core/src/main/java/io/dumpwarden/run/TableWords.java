package io.dumpwarden.run;

import io.dumpwarden.config.Sizes;
import io.dumpwarden.dump.RowsProgress;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far a dump's tables are, in a line for its run's log. */
final class TableWords {

  private static final int NAMED = 5;

  private TableWords() {}

  /**
   * @param unit what is dumped
   */
  static String of(String unit, RowsProgress rows) {
    String atWork =
        rows.atWork().stream()
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
    return "%s: %s of about %s of rows, %d of %d tables%s%s"
        .formatted(
            unit,
            Sizes.text(rows.bytes()),
            Sizes.text(rows.byteEstimate()),
            rows.tablesDone(),
            rows.tablesTotal(),
            left(rows.secondsLeft()),
            atWork.isEmpty() ? "" : "; at work: " + atWork);
  }

  private static String left(@Nullable Long seconds) {
    if (seconds == null) {
      return "";
    }
    return seconds < 60
        ? ", less than a minute left"
        : ", about %d min left".formatted((seconds + 30) / 60);
  }
}

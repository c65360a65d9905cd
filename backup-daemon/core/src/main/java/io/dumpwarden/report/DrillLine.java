package io.dumpwarden.report;

import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillResult;
import io.dumpwarden.drill.DrillResult.AssertionProof;
import io.dumpwarden.drill.DrillResult.TableProof;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A drill and what it proved.
 *
 * @param tables how many came back
 * @param rows in all of them
 * @param tablesChecked how many CHECK TABLE found good
 * @param tablesCounted how many hold as many rows as were dumped
 */
public record DrillLine(
    Drill drill,
    @Nullable String throwaway,
    long tables,
    long rows,
    long tablesChecked,
    long tablesCounted,
    long assertions,
    long assertionsHeld) {

  static DrillLine of(Drill drill) {
    DrillResult result = drill.result();
    if (result == null) {
      return new DrillLine(drill, null, 0, 0, 0, 0, 0, 0);
    }
    return new DrillLine(
        drill,
        result.throwaway(),
        result.tables().stream().filter(table -> table.rows() != null).count(),
        result.tables().stream()
            .map(TableProof::rows)
            .filter(Objects::nonNull)
            .mapToLong(n -> n)
            .sum(),
        result.tables().stream().filter(TableProof::isChecked).count(),
        result.tables().stream().filter(TableProof::isCounted).count(),
        result.assertions().size(),
        result.assertions().stream().filter(AssertionProof::holds).count());
  }
}

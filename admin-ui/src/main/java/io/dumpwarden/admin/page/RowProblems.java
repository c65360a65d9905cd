package io.dumpwarden.admin.page;

import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.form.RowForms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with rows, in words that name their fields, as of one moment. */
final class RowProblems {

  private final ConfigSnapshot snapshot;
  private final Map<RowRef, RowState> states = new HashMap<>();

  RowProblems(ConfigSnapshot snapshot, List<RowState> seen) {
    this.snapshot = snapshot;
    seen.forEach(state -> states.put(state.row(), state));
  }

  /** What the row's own words say wrong, else what the daemon thinks of this very version. */
  @Nullable String of(ConfigRow row) {
    List<Problem> problems = snapshot.problems().getOrDefault(row.ref(), List.of());
    if (!problems.isEmpty()) {
      return words(row.ref(), problems);
    }
    RowState state = states.get(row.ref());
    return state == null || state.seenVersion() != row.version() ? null : state.problem();
  }

  static String words(RowRef row, List<Problem> problems) {
    return problems.stream()
        .map(p -> RowForms.of(row.kind()).jsonName(p.field()) + ": " + p.message())
        .collect(Collectors.joining("; "));
  }
}

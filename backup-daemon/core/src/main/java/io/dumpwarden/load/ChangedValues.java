package io.dumpwarden.load;

import io.dumpwarden.pipeline.FrameTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Values that the target took otherwise than they were given: a date beyond what it knows becomes
 * zero, say, with no more than a warning. Told by table and by the number of the warning, never by
 * the warning's text, which may quote the value. Safe for use by many threads.
 */
final class ChangedValues {

  /**
   * Old words of SQL; an auto-increment or a row's order that a binlog does not carry. And what a
   * server says of values too that it takes just as they were: 1265 of an ENUM that holds no
   * member, 1292 of an expression that a generated column is made by.
   */
  private static final Set<Integer> HARMLESS = Set.of(1287, 1592, 1681, 3719, 3778, 1265, 1292);

  private final Map<FrameTable, Map<Integer, Long>> counts = new HashMap<>();

  /**
   * @param warnings by their numbers, without notes
   */
  synchronized void add(FrameTable table, Map<Integer, Long> warnings) {
    warnings.forEach(
        (code, count) -> {
          if (!HARMLESS.contains(code)) {
            counts.computeIfAbsent(table, each -> new TreeMap<>()).merge(code, count, Long::sum);
          }
        });
  }

  /** A line for each table, for people. */
  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (table, codes) ->
            codes.forEach(
                (code, count) ->
                    lines.add(
                        "%s: at least %d values were changed (warning %d of the server)"
                            .formatted(LoadFailure.name(table), count, code))));
    lines.sort(Comparator.naturalOrder());
    return lines;
  }
}

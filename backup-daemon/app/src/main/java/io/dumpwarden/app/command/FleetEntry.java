package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.Problem;
import java.util.List;

/**
 * One server of a fleet's file.
 *
 * @param problems what could not be read
 */
record FleetEntry(int number, int line, RowChanges changes, List<Problem> problems) {

  FleetEntry {
    problems = List.copyOf(problems);
  }

  /** {@code entry 3 (line 12, shop3)}. */
  String where() {
    String name = changes.fields().get("name");
    return "entry %d (line %d%s)".formatted(number, line, name == null ? "" : ", " + name);
  }
}

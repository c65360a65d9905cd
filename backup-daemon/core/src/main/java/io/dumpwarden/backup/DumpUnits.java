package io.dumpwarden.backup;

import io.dumpwarden.config.Selection;
import io.dumpwarden.config.SelectionMode;
import java.util.List;

/** Cuts a selection into files. */
final class DumpUnits {

  /** The scope of a combined file of every database. */
  static final String ALL = "all";

  /** The scope of a combined file of some. */
  static final String COMBINED = "combined";

  private DumpUnits() {}

  static List<DumpUnit> of(Selection selection, List<String> databases) {
    if (!selection.singleFile()) {
      return databases.stream().map(DumpUnit::of).toList();
    }
    String scope = selection.mode() == SelectionMode.ALL ? ALL : COMBINED;
    return List.of(new DumpUnit(scope, databases));
  }
}

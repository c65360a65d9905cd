package io.dumpwarden.backup;

import io.dumpwarden.config.Selection;
import io.dumpwarden.config.SelectionMode;
import java.util.List;

/** Cuts a selection into files. */
final class DumpUnits {

  private DumpUnits() {}

  static List<DumpUnit> of(Selection selection, List<String> databases) {
    if (!selection.singleFile()) {
      return databases.stream().map(DumpUnit::of).toList();
    }
    String scope = selection.mode() == SelectionMode.ALL ? DumpUnit.ALL : DumpUnit.COMBINED;
    return List.of(new DumpUnit(scope, databases));
  }
}

package io.dumpwarden.backup;

import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.SelectionMode;
import java.util.List;

/** Cuts a selection into files. */
final class DumpUnits {

  private DumpUnits() {}

  static List<DumpUnit> of(Schedule schedule, List<String> databases) {
    BackupSpec spec = schedule.spec();
    // a schedule is one way to dump; what people ask for differs from time to time
    return files(spec.selection(), databases).stream()
        .map(unit -> schedule.isBuiltIn() ? unit.inVariant(Variant.of(spec, unit)) : unit)
        .toList();
  }

  private static List<DumpUnit> files(Selection selection, List<String> databases) {
    if (!selection.singleFile()) {
      return databases.stream().map(DumpUnit::of).toList();
    }
    String name = selection.mode() == SelectionMode.ALL ? DumpUnit.ALL : DumpUnit.COMBINED;
    return List.of(new DumpUnit(name, name, databases));
  }
}

package io.dumpwarden.admin.page;

import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowStates;
import java.util.function.Supplier;

/** The configuration rows, what is known of them, and the way to change them. */
public record RowAccess(
    ConfigRows rows, RowStates states, ConfigEditor editor, Supplier<ConfigSnapshot> snapshots) {

  /** What is wrong with rows now. */
  RowProblems problems() {
    return new RowProblems(snapshots.get(), states.all());
  }
}

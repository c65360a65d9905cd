package io.dumpwarden.backup;

import io.dumpwarden.catalog.ShortHash;
import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.SelectionMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells backups of different contents apart that bear the same name: retention must not take a
 * structure for the rows, or some databases for others.
 */
final class Variant {

  private static final int BYTES = 4;

  /** Dump options that leave kinds of objects out. */
  private static final List<String> KINDS = List.of("routines", "triggers", "events");

  private Variant() {}

  /** Empty for all of a database, or of all databases; else the same for the same contents. */
  static String of(BackupSpec spec, DumpUnit unit) {
    List<String> differences = new ArrayList<>();
    databases(spec.selection(), unit, differences);
    contents(spec.contents(), differences);
    KINDS.stream()
        .filter(kind -> "off".equals(spec.options().values().get(kind)))
        .forEach(kind -> differences.add("no " + kind));
    return differences.isEmpty() ? "" : ShortHash.of(String.join("\n", differences), BYTES);
  }

  private static void databases(Selection selection, DumpUnit unit, List<String> differences) {
    if (!selection.singleFile()) {
      return;
    }
    if (selection.mode() == SelectionMode.ALL) {
      selection.exclude().forEach(glob -> differences.add("without " + glob));
    } else {
      unit.databases().stream().sorted().forEach(name -> differences.add("with " + name));
    }
    if (selection.includeSystem()) {
      differences.add("with the server's own");
    }
  }

  private static void contents(DumpContents contents, List<String> differences) {
    if (contents.structureOnly()) {
      differences.add("structure");
    }
    contents.excludeTables().forEach(glob -> differences.add("without table " + glob));
    contents.excludeTableData().forEach(glob -> differences.add("without rows of " + glob));
  }
}

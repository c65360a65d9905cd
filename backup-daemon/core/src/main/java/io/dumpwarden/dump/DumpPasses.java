package io.dumpwarden.dump;

import io.dumpwarden.dump.DumpPass.TableOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Splits a dump into passes: one, or two for a tool that cannot leave out a table's rows and keep
 * its definition.
 *
 * @param told the options of every pass
 * @param main further options of the main pass
 */
record DumpPasses(DumpRequest request, TableChoice tables, List<String> told, List<String> main) {

  private static final String IGNORE_TABLE = "ignore-table";

  List<DumpPass> with(ToolOptions tool) {
    return tables.withoutRows().isEmpty() || tool.has(ToolOptions.IGNORE_TABLE_DATA)
        ? List.of(whole())
        : List.of(definitions(), rest());
  }

  private DumpPass whole() {
    List<String> options = mainOptions();
    if (request.what().contents().structureOnly()) {
      options.add("--no-data");
    }
    List<TableOption> passedOver = new ArrayList<>(passOver(IGNORE_TABLE, tables.leftOut()));
    passedOver.addAll(passOver(ToolOptions.IGNORE_TABLE_DATA, tables.withoutRows()));
    return new DumpPass(options, passedOver, request.databases());
  }

  /** The tables without rows, before all else: the main pass ends with the views that need them. */
  private DumpPass definitions() {
    List<String> options = new ArrayList<>(told);
    options.removeIf("--lock-all-tables"::equals);
    options.addAll(
        List.of("--single-transaction", "--no-data", "--skip-routines", "--skip-events"));
    List<TableOption> others = passOver(IGNORE_TABLE, tables.allBut(tables.withoutRows()));
    return new DumpPass(options, others, request.databases());
  }

  private DumpPass rest() {
    List<String> options = mainOptions();
    // It would drop what the first pass created.
    options.removeIf("--add-drop-database"::equals);
    Set<TableName> passedOver = new LinkedHashSet<>(tables.leftOut());
    passedOver.addAll(tables.withoutRows());
    return new DumpPass(options, passOver(IGNORE_TABLE, passedOver), request.databases());
  }

  private List<String> mainOptions() {
    List<String> options = new ArrayList<>(told);
    options.addAll(main);
    return options;
  }

  private List<TableOption> passOver(String option, Set<TableName> some) {
    return DumpPass.passOver(option, some, tables.allBut(some));
  }
}

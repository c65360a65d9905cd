package io.dumpwarden.engine;

import io.dumpwarden.config.NonTransactional;
import io.dumpwarden.definition.DefinitionChoice;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.DumpTool;
import io.dumpwarden.dump.DumpWarnings;
import io.dumpwarden.dump.TableChoice;
import io.dumpwarden.dump.TableName;
import io.dumpwarden.snapshot.SnapshotWishes;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.TableShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a dump is made, as far as that is known before a server is asked. */
record NativePlan(DumpRequest request, NativeOptions options, TableChoice tables, String version) {

  private static final int LOCK_TRIES = 3;

  /** Their rows are elsewhere; dump programs leave them out too. */
  private static final Set<String> ROWS_ELSEWHERE =
      Set.of("mrg_myisam", "mrg_isam", "federated", "connect", "oqgraph", "spider", "vp", "s3");

  static NativePlan of(DumpRequest request, String version) {
    DumpRequest.What what = request.what();
    return new NativePlan(
        request,
        NativeOptions.of(what.options(), what.routines()),
        TableChoice.of(request),
        version);
  }

  DumpTool tool() {
    return new DumpTool(Path.of("dumpwarden"), request.server().flavor(), version);
  }

  /** Whether writers wait until the dump is made. */
  boolean holdsLock() {
    return options.lockAll()
        || request.how().manners().nonTransactional() == NonTransactional.LOCKED
            && request.inventories().stream().anyMatch(this::hasRowsOutside);
  }

  private boolean hasRowsOutside(Inventory inventory) {
    return !request.what().contents().structureOnly()
        && inventory.nonTransactionalTables().stream()
            .anyMatch(name -> tables.hasRows(new TableName(inventory.database(), name)));
  }

  int connections() {
    return request.what().contents().structureOnly() ? 1 : request.how().connections();
  }

  SnapshotWishes wishes() {
    return new SnapshotWishes(
        connections(), request.how().manners().lockTimeout(), LOCK_TRIES, holdsLock());
  }

  DefinitionChoice definitions() {
    return DefinitionChoice.of(request.what().contents(), request.what().broken())
        .code(
            options.has(ObjectKind.TRIGGER),
            options.has(ObjectKind.ROUTINE),
            options.has(ObjectKind.EVENT))
        .dropping(options.drops());
  }

  /** Whether the rows of a table are to be dumped. */
  boolean hasRows(TableShape table) {
    var contents = request.what().contents();
    return !contents.excludesTable(table.database(), table.name())
        && !contents.excludesDataOf(table.database(), table.name())
        && !isElsewhere(table.engine());
  }

  private static boolean isElsewhere(@Nullable String engine) {
    return engine != null && ROWS_ELSEWHERE.contains(engine.toLowerCase(Locale.ROOT));
  }

  /**
   * What the dump may lack.
   *
   * @param writersHeld whether nobody writes until it is made
   */
  List<String> warnings(boolean writersHeld) {
    List<String> warnings = new ArrayList<>(new DumpWarnings(request, tables, writersHeld).all());
    warnings.addAll(FormerRows.warnings(request, tables));
    options
        .dropped()
        .forEach(
            option ->
                warnings.add(
                    "dump option %s has no effect: the native engine does not have it"
                        .formatted(option)));
    return warnings;
  }

  /** For manifests. */
  List<String> told() {
    List<String> told = new ArrayList<>(options.words());
    told.add("--connections=" + connections());
    if (holdsLock()) {
      told.add("--lock");
    }
    return List.copyOf(told);
  }

  /** For people, in one line. */
  String shown() {
    return "native engine %s: %s from %s"
        .formatted(
            String.join(" ", told()),
            String.join(", ", request.databases()).replaceAll("\\p{Cntrl}", "?"),
            request.login().address());
  }
}

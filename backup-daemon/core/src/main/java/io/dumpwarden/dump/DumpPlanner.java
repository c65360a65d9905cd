package io.dumpwarden.dump;

import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.Unproven;
import java.util.ArrayList;
import java.util.List;

/** Decides how a dump is made. Safe for use by many threads. */
final class DumpPlanner {

  private final DumpTools tools;

  DumpPlanner(DumpTools tools) {
    this.tools = tools;
  }

  DumpPlan plan(DumpRequest request) {
    ToolChoice choice = tools.choose(request.server(), request.inventories());
    ToolOptions tool = tools.options(choice.program());
    DumpOptions told = DumpOptions.of(tool, request.what().options());
    TableChoice tables = TableChoice.of(request);
    History history = History.of(request, tables, tool);
    PositionOptions position = PositionOptions.of(choice.program(), request.server());
    List<String> main = new ArrayList<>(history.options());
    main.addAll(position.options());
    main.addAll(withoutUnseen(request));
    DumpPasses passes = new DumpPasses(request, tables, told.arguments(), main);
    List<String> warnings = new ArrayList<>(choice.warnings());
    warnings.addAll(
        new DumpWarnings(request, tables, DumpOptions.locksAll(request.what().options())).all());
    warnings.addAll(history.warnings());
    told.dropped().forEach(option -> warnings.add(dropped(option, choice.program())));
    return new DumpPlan(
        choice.program(), passes.with(tool), position.exact(), told.dropped(), warnings);
  }

  /** A tool fails on what it is told to dump and the account may not read. */
  private static List<String> withoutUnseen(DumpRequest request) {
    List<String> without = new ArrayList<>();
    if (hidesEvents(request)) {
      without.add("--skip-events");
    }
    if (!request.what().routines()) {
      without.add("--skip-routines");
    }
    return without;
  }

  private static boolean hidesEvents(DumpRequest request) {
    return request.inventories().stream()
        .filter(inventory -> inventory.events().isEmpty())
        .flatMap(inventory -> Unproven.in(inventory.database(), request.server()).stream())
        .anyMatch(part -> part.isOf(ObjectKind.EVENT));
  }

  private static String dropped(String option, ClientProgram program) {
    return "dump option %s has no effect: %s does not have it"
        .formatted(option, program.describe());
  }
}

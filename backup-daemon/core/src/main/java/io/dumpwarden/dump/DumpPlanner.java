package io.dumpwarden.dump;

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
    DumpPasses passes = new DumpPasses(request, tables, told.arguments(), main);
    List<String> warnings = new ArrayList<>(choice.warnings());
    warnings.addAll(new DumpWarnings(request, tables).all());
    warnings.addAll(history.warnings());
    told.dropped().forEach(option -> warnings.add(dropped(option, choice.program())));
    return new DumpPlan(
        choice.program(), passes.with(tool), position.exact(), told.dropped(), warnings);
  }

  private static String dropped(String option, ClientProgram program) {
    return "dump option %s has no effect: %s does not have it"
        .formatted(option, program.describe());
  }
}

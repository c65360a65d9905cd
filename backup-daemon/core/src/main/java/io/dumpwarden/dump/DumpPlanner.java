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
    main.addAll(withoutUnseenEvents(request));
    DumpPasses passes = new DumpPasses(request, tables, told.arguments(), main);
    List<String> warnings = new ArrayList<>(choice.warnings());
    warnings.addAll(new DumpWarnings(request, tables).all());
    warnings.addAll(history.warnings());
    told.dropped().forEach(option -> warnings.add(dropped(option, choice.program())));
    return new DumpPlan(
        choice.program(), passes.with(tool), position.exact(), told.dropped(), warnings);
  }

  /** A tool that may not ask for a database's events fails, where it leaves out other kinds. */
  private static List<String> withoutUnseenEvents(DumpRequest request) {
    boolean unseen =
        request.inventories().stream()
            .filter(inventory -> inventory.events().isEmpty())
            .flatMap(inventory -> Unproven.in(inventory.database(), request.server()).stream())
            .anyMatch(part -> part.isOf(ObjectKind.EVENT));
    return unseen ? List.of("--skip-events") : List.of();
  }

  private static String dropped(String option, ClientProgram program) {
    return "dump option %s has no effect: %s does not have it"
        .formatted(option, program.describe());
  }
}

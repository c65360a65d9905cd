package io.dumpwarden.app.command;

import io.dumpwarden.app.NotifyWiring;
import io.dumpwarden.app.Platform;
import io.dumpwarden.notify.ProblemView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is wrong now, as far as people are told of it. */
@Command(name = "problems", description = "Lists what is wrong now, the gravest first.")
final class NotificationProblemsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  NotificationProblemsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      print(NotifyWiring.history(platform).openProblems().stream().map(ProblemView::of).toList());
    }
    return ExitCode.DONE;
  }

  private void print(List<ProblemView> problems) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(problems));
      return;
    }
    Table table = new Table("SINCE", "SEVERITY", "EVENT", "SERVER", "SCHEDULE", "TITLE");
    for (ProblemView problem : problems) {
      table.row(
          problem.openedAt(),
          problem.severity(),
          problem.event(),
          problem.server(),
          problem.schedule(),
          problem.title());
    }
    table.print(out);
  }
}

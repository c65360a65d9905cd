package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillFilter;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.view.DrillView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which backups were drilled, and what came of it. */
@Command(
    name = "drills",
    description = "Lists drills, newest first; `drills show ID` shows one with all that it found.")
final class DrillsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--server", description = "Only of this server's backups.")
  private @Nullable String server;

  @Option(names = "--backup", paramLabel = "ID", description = "Only of this backup.")
  private @Nullable String backup;

  @Option(
      names = "--status",
      description =
          "Only with this status: running, succeeded, partial, failed, cancelled, interrupted.")
  private @Nullable String status;

  @Option(
      names = "--before",
      paramLabel = "ID",
      description = "Only drills listed after this one: the next page.")
  private @Nullable String before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  DrillsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      print(
          platform
              .drills()
              .list(new DrillFilter(server, backup, status, null, null, before, limit))
              .stream()
              .map(DrillView::of)
              .toList());
    }
    return ExitCode.DONE;
  }

  @Command(name = "show", description = "Shows a drill with all that it found.")
  int show(
      @Parameters(index = "0", paramLabel = "ID", description = "The drill's id.") String id,
      @Option(names = "--json", description = "Print JSON.") boolean asJson) {
    try (Platform platform = context.open()) {
      Drill drill =
          platform
              .drills()
              .find(id)
              .orElseThrow(
                  () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no drill " + id));
      PrintWriter out = CommandContext.out(spec);
      if (asJson) {
        out.println(Json.of(DrillView.of(drill)));
      } else {
        DrillText.print(out, DrillView.of(drill));
      }
      out.flush();
    }
    return ExitCode.DONE;
  }

  private void print(List<DrillView> drills) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(drills));
      return;
    }
    Table table =
        new Table(
            "ID", "SERVER", "SCOPE", "SCHEDULE", "STATUS", "STARTED", "RECOVERY S", "MESSAGE");
    for (DrillView drill : drills) {
      table.row(
          drill.id(),
          drill.server(),
          drill.scope(),
          drill.schedule(),
          drill.status(),
          drill.startedAt(),
          drill.recoverySeconds(),
          drill.message());
    }
    table.print(out);
  }
}

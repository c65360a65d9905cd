package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreFilter;
import io.dumpwarden.view.RestoreView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was restored, is being restored, and by whom. */
@Command(
    name = "restores",
    description = "Lists restores, newest first.",
    subcommands = {
      RestoresShowCommand.class,
      RestoresCancelCommand.class,
      RestoresRecoverCommand.class
    })
final class RestoresCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--target", paramLabel = "SERVER", description = "Only those into this server.")
  private @Nullable String target;

  @Option(
      names = "--status",
      description =
          "Only with this status: running, succeeded, partial, failed, cancelled, interrupted.")
  private @Nullable String status;

  @Option(names = "--backup", paramLabel = "ID", description = "Only those of this backup.")
  private @Nullable String backup;

  @Option(
      names = "--before",
      paramLabel = "ID",
      description = "Only restores listed after this one: the next page.")
  private @Nullable String before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RestoresCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      print(platform.restores().list(new RestoreFilter(target, status, backup, before, limit)));
    }
    return ExitCode.DONE;
  }

  private void print(List<Restore> restores) {
    List<RestoreView> views = restores.stream().map(RestoreView::of).toList();
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(views));
      return;
    }
    Table table =
        new Table(
            "ID",
            "STATUS",
            "FROM",
            "DATABASES",
            "INTO",
            "MODE",
            "BY",
            "STARTED",
            "SECONDS",
            "MESSAGE");
    for (RestoreView view : views) {
      table.row(
          view.id(),
          view.status(),
          view.from() == null ? view.source() : view.from(),
          String.join(", ", view.databases().values()),
          view.server(),
          view.mode(),
          view.requestedBy(),
          view.startedAt(),
          view.durationSeconds(),
          view.message());
    }
    table.print(out);
  }
}

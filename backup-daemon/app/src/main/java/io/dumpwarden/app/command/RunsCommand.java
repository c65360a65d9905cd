package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.BackupType;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.RunView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What ran, runs and waits. */
@Command(
    name = "runs",
    description = "Lists runs, newest first; with an id, shows one with its log.")
final class RunsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ID",
      description = "Show this run and its log.")
  private @Nullable String id;

  @Option(names = "--schedule", description = "Only this schedule's.")
  private @Nullable String schedule;

  @Option(names = "--server", description = "Only this server's.")
  private @Nullable String server;

  @Option(
      names = "--status",
      description =
          "Only with this status: queued, running, succeeded, partial, failed, cancelled, interrupted, skipped.")
  private @Nullable String status;

  @Option(
      names = "--trigger",
      description = "Only made by this: schedule, manual, cli, retry, catch-up.")
  private @Nullable String trigger;

  @Option(
      names = "--type",
      description = "Only of this type: hourly, daily, weekly, monthly, yearly, manual.")
  private @Nullable BackupType type;

  @Mixin private TimeSpanOptions span = new TimeSpanOptions();

  @Option(
      names = "--active",
      description = "The queue: running and queued runs, in the order they are taken.")
  private boolean active;

  @Option(
      names = "--before",
      paramLabel = "ID",
      description = "Only runs listed after this one: the next page.")
  private @Nullable String before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--cancel", paramLabel = "ID", description = "End this run.")
  private @Nullable String cancel;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RunsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      RunQueue queue = platform.queue();
      if (cancel != null) {
        queue.requestCancel(require(queue, cancel).id());
        CommandContext.out(spec).println("asked for the end of run " + cancel);
      } else if (id != null) {
        show(queue, require(queue, id));
      } else {
        list(active ? queue.active() : queue.list(filter()));
      }
    }
    return ExitCode.DONE;
  }

  private RunFilter filter() {
    return RunFilter.builder()
        .schedule(schedule)
        .server(server)
        .status(status)
        .trigger(trigger)
        .type(type == null ? null : type.id())
        .from(span.from())
        .until(span.until())
        .beforeId(before)
        .limit(limit)
        .build();
  }

  private static Run require(RunQueue queue, String id) {
    return queue
        .find(id)
        .orElseThrow(() -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no run " + id));
  }

  private void list(List<Run> runs) {
    List<RunView> views = runs.stream().map(RunView::of).toList();
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(views));
      return;
    }
    Table table =
        new Table(
            "ID",
            "SCHEDULE",
            "SERVER",
            "TRIGGER",
            "TICKET",
            "STATUS",
            "DUE",
            "SECONDS",
            "DUMPED",
            "MESSAGE");
    for (RunView run : views) {
      table.row(
          run.id(),
          run.schedule(),
          run.server(),
          run.trigger(),
          run.ticket(),
          run.status(),
          run.fireTime(),
          run.durationSeconds(),
          Bytes.text(run.rawBytes()),
          run.message());
    }
    table.print(out);
  }

  private void show(RunQueue queue, Run run) {
    PrintWriter out = CommandContext.out(spec);
    out.println(Json.of(RunView.of(run)));
    queue.readLog(run.id()).forEach(line -> out.println(Table.harmless(line)));
  }
}

package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.view.ScheduleCheck;
import io.dumpwarden.view.SelectedDatabases;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what a schedule would do. */
@Command(
    name = "test",
    description = "Checks a schedule, and shows when it fires and what it selects now.",
    modelTransformer = RowCommand.Options.class)
final class ScheduleTestCommand extends RowCommand {

  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ScheduleTestCommand(CommandContext context) {
    super(context, RowForms.SCHEDULE);
  }

  @Override
  public Integer call() {
    try (Platform platform = context().open()) {
      String name = row(platform).key();
      ConfigSnapshot snapshot = platform.snapshots().get();
      ScheduleCheck check =
          new ScheduleCheck(
              snapshot,
              new SelectedDatabases(platform.vault(), new ServerConnector(SOCKET_TIMEOUT)),
              platform.clock().instant());
      return FindingsText.print(check.of(name), out(), json, "schedule", name);
    }
  }
}

package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.SelfBackupService;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.SelfBackupView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the backups of the metadata store. */
@Command(name = "list", description = "Lists the backups of the metadata store, newest first.")
final class SelfBackupListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many; 50.")
  private int limit = 50;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  SelfBackupListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      List<SelfBackupView> views =
          new SelfBackupService(platform).list(limit).stream().map(SelfBackupView::of).toList();
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(Json.of(views));
        return ExitCode.DONE;
      }
      Table table = new Table("BEGAN", "STORAGE", "STATUS", "SIZE", "KEY");
      views.forEach(
          v ->
              table.row(
                  v.startedAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                  v.storage(),
                  v.status(),
                  Bytes.text(v.bytes()),
                  v.message() == null ? v.key() : v.message()));
      table.print(out);
      return ExitCode.DONE;
    }
  }
}

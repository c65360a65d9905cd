package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.SelfBackupService;
import io.dumpwarden.recovery.SelfBackup;
import io.dumpwarden.view.Bytes;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  /** One of them, as JSON has it. */
  record View(
      String id,
      String storage,
      String key,
      String status,
      Instant startedAt,
      @Nullable Instant endedAt,
      long bytes,
      @Nullable String sha256,
      @Nullable String message) {

    static View of(SelfBackup backup) {
      return new View(
          backup.id(),
          backup.storage(),
          backup.key(),
          backup.status().id(),
          backup.startedAt(),
          backup.endedAt(),
          backup.bytes(),
          backup.sha256(),
          backup.message());
    }
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      List<View> views =
          new SelfBackupService(platform).list(limit).stream().map(View::of).toList();
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

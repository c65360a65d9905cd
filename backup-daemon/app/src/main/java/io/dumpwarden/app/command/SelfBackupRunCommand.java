package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.SelfBackupService;
import io.dumpwarden.app.SelfBackupService.Result;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Backs the metadata store up now. */
@Command(
    name = "run",
    description =
        "Backs the metadata store up now, into every enabled storage within reach of this machine.")
final class SelfBackupRunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  SelfBackupRunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      List<Result> results = new SelfBackupService(platform).runAll();
      PrintWriter out = CommandContext.out(spec);
      if (json) {
        out.println(Json.of(results));
      } else {
        Table table = new Table("STORAGE", "OUTCOME", "");
        results.forEach(r -> table.row(r.storage(), r.outcome(), r.message()));
        table.print(out);
      }
      return exit(results);
    }
  }

  private static int exit(List<Result> results) {
    boolean any = results.stream().anyMatch(r -> r.outcome().equals("stored"));
    boolean failed = results.stream().anyMatch(r -> r.outcome().equals("failed"));
    if (!any) {
      return ExitCode.FAILED;
    }
    return failed ? ExitCode.PARTIAL : ExitCode.DONE;
  }
}

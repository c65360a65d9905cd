package io.dumpwarden.app.command;

import io.dumpwarden.app.LocalDrill;
import io.dumpwarden.app.Platform;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.config.DrillAssertion;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.drill.Drill;
import io.dumpwarden.drill.DrillRequest;
import io.dumpwarden.view.DrillView;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves a backup by restoring it. */
@Command(
    name = "drill",
    description = {
      "Restores a backup into a throwaway server, proves that everything came back, and removes it again.",
      "The throwaway is an embedded MariaDB in the data directory, or databases of their own on a scratch server.",
      "The exit code tells how it ended: 0 proven, 3 good as far as could be seen, 1 failed."
    })
final class DrillCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "BACKUP",
      description = "The backup's id, from `dumpwarden backups`.")
  private String id;

  @Option(
      names = "--scratch",
      paramLabel = "SERVER",
      description =
          "Restore into this configured server, under names of its own; where not given, into the one of setting scratch_server if it is of the make that was dumped, else an embedded MariaDB.")
  private @Nullable String scratch;

  @Option(
      names = "--allow-source",
      description = "Let the scratch server be the very one that was dumped.")
  private boolean allowSource;

  @Option(
      names = "--assert",
      paramLabel = "SQL",
      description =
          "What must be true of the restored data, as '[database:] SELECT COUNT(*) FROM orders > 0'; repeatable, besides the schedule's own.")
  private List<String> assertions = new ArrayList<>();

  @Mixin private GivenKey key;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  DrillCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<DrillAssertion> asked = assertions.stream().map(this::assertion).toList();
    StopSignal signal = StopSignal.listen();
    int exit = ExitCode.FAILED;
    try (Platform platform = context.openToWork();
        LocalDrill drills = new LocalDrill(platform, key.addedTo(platform.keyring(), context))) {
      signal.then(drills::cancel);
      Drill drill = drills.run(request(platform, asked));
      print(DrillView.of(drill));
      exit = exitCode(drill);
    } finally {
      signal.done(exit);
    }
    return exit;
  }

  private DrillRequest request(Platform platform, List<DrillAssertion> asked) {
    Backup backup = BackupsCommand.require(platform.catalog(), id);
    List<DrillAssertion> all =
        new ArrayList<>(
            platform
                .snapshots()
                .get()
                .schedule(backup.schedule())
                .map(Schedule::drill)
                .map(rule -> rule.assertions())
                .orElse(List.of()));
    all.addAll(asked);
    return new DrillRequest(id, all, scratch, allowSource, context.actor().name() + " (cli)");
  }

  private DrillAssertion assertion(String text) {
    try {
      return DrillAssertion.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--assert: " + e.getMessage(), e);
    }
  }

  private void print(DrillView drill) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(drill));
    } else {
      DrillText.print(out, drill);
    }
    out.flush();
  }

  private static int exitCode(Drill drill) {
    return switch (drill.status()) {
      case SUCCEEDED -> ExitCode.DONE;
      case PARTIAL -> ExitCode.PARTIAL;
      case RUNNING, FAILED, CANCELLED, INTERRUPTED -> ExitCode.FAILED;
    };
  }
}

package io.dumpwarden.app.command;

import io.dumpwarden.anomaly.Acceptance;
import io.dumpwarden.app.HoldsWiring;
import io.dumpwarden.app.Platform;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Somebody looked, and what differs is right. All ids are looked up before the first is touched.
 */
@Command(
    name = "accept",
    description =
        "Accepts backups that differ from those before them: they are no longer suspicious, and"
            + " later ones are compared with them.")
final class BackupsAcceptCommand implements Callable<Integer> {

  /** As {@code --json} shows it. */
  private record AcceptView(String id, boolean changed) {}

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The backups' ids.")
  private List<String> ids = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  BackupsAcceptCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      ids.forEach(id -> BackupsCommand.require(platform.catalog(), id));
      Acceptance acceptance = HoldsWiring.acceptance(platform);
      List<AcceptView> views = new ArrayList<>();
      for (String id : ids) {
        views.add(new AcceptView(id, acceptance.accept(id, context.actor())));
      }
      print(views);
    }
    return ExitCode.DONE;
  }

  private void print(List<AcceptView> views) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(views));
      return;
    }
    views.forEach(
        view ->
            out.printf(
                "%s %s%n",
                view.id(), view.changed() ? "is accepted" : "has nothing to be accepted"));
  }
}

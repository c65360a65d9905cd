package io.dumpwarden.app.command;

import io.dumpwarden.app.HoldsWiring;
import io.dumpwarden.app.Platform;
import io.dumpwarden.retention.BackupPins;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets pins, or takes them away. All ids are looked up before the first one is touched. */
abstract class PinCommand implements Callable<Integer> {

  /** As {@code --json} shows it. */
  private record PinView(String id, boolean pinned, boolean changed) {}

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The backups' ids.")
  private List<String> ids = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;
  private final boolean pin;

  PinCommand(CommandContext context, boolean pin) {
    this.context = context;
    this.pin = pin;
  }

  @Override
  public final Integer call() {
    try (Platform platform = context.open()) {
      ids.forEach(id -> BackupsCommand.require(platform.catalog(), id));
      BackupPins pins = HoldsWiring.pins(platform);
      List<PinView> views = new ArrayList<>();
      for (String id : ids) {
        boolean changed = pin ? pins.pin(id, context.actor()) : pins.unpin(id, context.actor());
        views.add(new PinView(id, pin, changed));
      }
      print(views);
    }
    return ExitCode.DONE;
  }

  private void print(List<PinView> views) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(views));
      return;
    }
    String now = pin ? "pinned" : "not pinned";
    views.forEach(
        view -> out.printf("%s is %s%s%n", view.id(), now, view.changed() ? "" : " already"));
  }
}

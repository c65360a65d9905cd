package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.PlanView;
import io.dumpwarden.view.RetentionOutcome;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what the rules no longer keep. */
@Command(
    name = "apply",
    description = "Removes now what the rules no longer keep, as the daemon does by itself.")
final class RetentionApplyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RetentionApplyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      RetentionOutcome outcome = platform.askedRetention().applyAll(context.actor());
      print(outcome, platform.clock().instant());
      return outcome.left().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private void print(RetentionOutcome outcome, Instant now) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(outcome));
      return;
    }
    if (!outcome.removed().isEmpty()) {
      PlanTable.of(outcome.removed(), now).print(out);
    }
    out.printf(
        "removed %d copies (%s)%n",
        outcome.removed().size(), Bytes.text(PlanView.bytes(outcome.removed())));
    if (!outcome.locked().isEmpty()) {
      PlanTable.of(outcome.locked(), now).print(out);
      out.printf("%d copies are locked and go when that ends%n", outcome.locked().size());
    }
    if (!outcome.left().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      PlanTable.of(outcome.left(), now).print(err);
      err.println("error: these could not be removed from here; they are tried again every hour");
      err.println("hint: a local storage's copies are removed where its marker can be seen");
    }
  }
}

package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.view.Bytes;
import io.dumpwarden.view.PlanView;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what the rules no longer keep. */
@Command(
    name = "apply",
    description = "Removes now what the rules no longer keep, as the daemon does by itself.")
final class RetentionApplyCommand implements Callable<Integer> {

  /**
   * As {@code --json} shows it.
   *
   * @param left what should have gone and is still there
   * @param locked what goes when its storage lets go of it
   */
  private record Outcome(List<PlanView> removed, List<PlanView> left, List<PlanView> locked) {}

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
      RetentionRunner retention = platform.retention();
      List<PlanView> planned =
          PlanView.of(retention.applyAll()).stream().filter(PlanView::removes).toList();
      List<PlanView> after = PlanView.of(retention.preview());
      Set<String> there = after.stream().map(PlanView::identity).collect(Collectors.toSet());
      Outcome outcome =
          new Outcome(
              planned.stream().filter(view -> !there.contains(view.identity())).toList(),
              after.stream().filter(PlanView::removes).toList(),
              after.stream().filter(PlanView::waitsForItsLock).toList());
      print(outcome, platform.clock().instant());
      return outcome.left().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private void print(Outcome outcome, Instant now) {
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

package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.retention.RetentionRunner;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
      List<PlanView> planned = removals(PlanView.of(retention.applyAll()));
      Set<String> left =
          removals(PlanView.of(retention.preview())).stream()
              .map(PlanView::identity)
              .collect(Collectors.toSet());
      List<PlanView> removed =
          planned.stream().filter(view -> !left.contains(view.identity())).toList();
      List<PlanView> kept =
          planned.stream().filter(view -> left.contains(view.identity())).toList();
      print(removed, kept, platform.clock().instant());
      return kept.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static List<PlanView> removals(List<PlanView> views) {
    return views.stream().filter(PlanView::isRemoval).toList();
  }

  private void print(List<PlanView> removed, List<PlanView> left, Instant now) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(Map.of("removed", removed, "left", left)));
      return;
    }
    if (!removed.isEmpty()) {
      PlanView.table(removed, now).print(out);
    }
    out.printf("removed %d copies (%s)%n", removed.size(), Bytes.text(PlanView.bytes(removed)));
    if (!left.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      PlanView.table(left, now).print(err);
      err.println("error: these could not be removed from here; they are tried again every hour");
      err.println("hint: a local storage's copies are removed where its marker can be seen");
    }
  }
}

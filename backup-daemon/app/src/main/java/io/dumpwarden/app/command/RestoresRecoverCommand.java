package io.dumpwarden.app.command;

import io.dumpwarden.app.DataDirectory;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RestoreService;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.swap.SwapOutcome;
import io.dumpwarden.view.RestoreView;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends what died in the middle. */
@Command(
    name = "recover",
    description = {
      "Brings replacements to an end whose process died, and says which data is in place.",
      "A server of --host needs no metadata store."
    })
final class RestoresRecoverCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private RestoreInto into;

  private final CommandContext context;

  RestoresRecoverCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (into.isGiven()) {
      into.require();
      return withoutStore();
    }
    try (Platform platform = context.open();
        RestoreService service = new RestoreService(platform)) {
      // its history first: it tells by their ids whose replacements these are
      List<Restore> ended = platform.recoverRestores();
      ended.forEach(restore -> said(platform, restore));
      boolean unfinished =
          into.isNamed()
              && report(service.recover(into.target(context, platform, service)), ended.isEmpty());
      return unfinished ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  private int withoutStore() {
    DataDirectory data = context.dataWithoutStore();
    try (RestoreService service =
        RestoreService.withoutStore(context.config(), data, Keyring.empty())) {
      return report(service.recover(into.given(context)), true) ? ExitCode.FAILED : ExitCode.DONE;
    } finally {
      data.deleteTemporary();
    }
  }

  private void said(Platform platform, Restore restore) {
    RestoreView now =
        RestoreView.of(RestoresShowCommand.require(platform.restores(), restore.id()));
    CommandContext.out(spec)
        .println(Table.harmless("restore %s: %s".formatted(now.id(), now.message())));
  }

  /** Answers whether something is unfinished. */
  private boolean report(List<SwapOutcome> outcomes, boolean saysNothing) {
    PrintWriter out = CommandContext.out(spec);
    for (SwapOutcome outcome : outcomes) {
      out.println(
          Table.harmless("restore %s: %s".formatted(outcome.restoreId(), outcome.message())));
      outcome.notes().forEach(note -> out.println(Table.harmless("  " + note)));
    }
    if (outcomes.isEmpty() && saysNothing) {
      out.println("no restore was left in the middle");
    }
    return outcomes.stream().anyMatch(outcome -> outcome.state() == SwapOutcome.State.UNFINISHED);
  }
}

package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a restore's end. */
@Command(
    name = "cancel",
    description = "Asks the process at work to end a restore; it undoes what can be undone.")
final class RestoresCancelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ID", description = "The restore's id.")
  private String id;

  private final CommandContext context;

  RestoresCancelCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      RestoreStore store = platform.restores();
      Restore restore = RestoresShowCommand.require(store, id);
      if (restore.status().isFinal()) {
        CommandContext.out(spec)
            .println("restore %s is %s already".formatted(id, restore.status().id()));
      } else {
        store.requestCancel(id);
        CommandContext.out(spec).println("asked for the end of restore " + id);
      }
    }
    return ExitCode.DONE;
  }
}

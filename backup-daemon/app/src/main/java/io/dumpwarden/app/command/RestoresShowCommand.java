package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.view.RestoreView;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One restore with its log. */
@Command(name = "show", description = "Shows a restore, and its log.")
final class RestoresShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ID", description = "The restore's id.")
  private String id;

  @Option(names = "--json", description = "Print JSON alone, without the log.")
  private boolean json;

  private final CommandContext context;

  RestoresShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      RestoreStore store = platform.restores();
      PrintWriter out = CommandContext.out(spec);
      out.println(Json.of(RestoreView.of(require(store, id))));
      if (!json) {
        store.readLog(id).forEach(line -> out.println(Table.harmless(line)));
      }
    }
    return ExitCode.DONE;
  }

  static Restore require(RestoreStore store, String id) {
    return store
        .find(id)
        .orElseThrow(
            () -> new DumpwardenException(ErrorCode.NOT_FOUND, "there is no restore " + id));
  }
}

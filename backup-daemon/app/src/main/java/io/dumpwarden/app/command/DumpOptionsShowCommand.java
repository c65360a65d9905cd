package io.dumpwarden.app.command;

import io.dumpwarden.app.DumpCommands;
import io.dumpwarden.app.Platform;
import io.dumpwarden.dump.DumpPreview;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.view.DumpCommandView;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that a dump of a server comes to, with every setting that has a say in it. */
@Command(
    name = "show",
    description = "Connects to a server and shows the command that dumps it, without secrets.")
final class DumpOptionsShowCommand implements Callable<Integer> {

  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  @Spec private CommandSpec spec;

  @Option(names = "--server", required = true, paramLabel = "NAME", description = "The server.")
  private String server = "";

  @Option(names = "--schedule", paramLabel = "NAME", description = "As this schedule dumps it.")
  private @Nullable String schedule;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  DumpOptionsShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      ServerConnector connector = new ServerConnector(SOCKET_TIMEOUT);
      print(new DumpCommands(platform, connector).preview(server, schedule));
    }
    return ExitCode.DONE;
  }

  private void print(DumpPreview preview) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(DumpCommandView.of(server, schedule, preview)));
      return;
    }
    out.println(Table.harmless(preview.command()));
    preview
        .dropped()
        .forEach(option -> out.printf("dropped, since this tool does not have it: %s%n", option));
    out.flush();
  }
}

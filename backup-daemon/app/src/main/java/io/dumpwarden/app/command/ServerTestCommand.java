package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.ServerParser;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.ServerCheck;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries a server as a backup would. */
@Command(
    name = "test",
    description = "Connects to a server and shows what a backup would meet.",
    modelTransformer = RowCommand.Options.class)
final class ServerTestCommand extends RowCommand {

  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ServerTestCommand(CommandContext context) {
    super(context, RowForms.SERVER);
  }

  @Override
  public Integer call() {
    try (Platform platform = context().open()) {
      ConfigRow row = row(platform);
      return FindingsText.print(found(platform, row), out(), json, "server", row.key());
    }
  }

  private Findings found(Platform platform, ConfigRow row) {
    try {
      return new ServerCheck(
              new Preflight(
                  platform.vault(),
                  new ServerConnector(SOCKET_TIMEOUT),
                  new DumpTools(platform.programs())))
          .of(ServerParser.parse(row));
    } catch (InvalidConfigException e) {
      return Findings.ofInvalid(form(), e);
    }
  }
}

package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.DumpContents;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.dump.DumpPreview;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.MysqldumpEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.ServerInspector;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      ConfigSnapshot config = platform.snapshots().get();
      Server row = config.server(server).orElseThrow(() -> missing("server", server));
      Optional<BackupSpec> how = Optional.ofNullable(schedule).map(name -> spec(config, name));
      DumpOptionSet options =
          how.map(BackupSpec::options)
              .orElse(DumpOptionSet.NONE)
              .over(row.dumpOptions())
              .over(config.settings().dumpOptions());
      DumpContents contents = how.map(BackupSpec::contents).orElse(DumpContents.ALL);
      print(preview(platform, row, new DumpRequest.What(contents, List.of(), options)));
    }
    return ExitCode.DONE;
  }

  private static BackupSpec spec(ConfigSnapshot config, String name) {
    return config.schedule(name).map(Schedule::spec).orElseThrow(() -> missing("schedule", name));
  }

  private static DumpwardenException missing(String kind, String name) {
    return new DumpwardenException(
        ErrorCode.NOT_FOUND, "there is no valid %s '%s'".formatted(kind, name));
  }

  private static DumpPreview preview(Platform platform, Server row, DumpRequest.What what) {
    Login login = Login.of(row, row.backup(), platform.vault());
    DumpRequest request =
        new DumpRequest(
            login,
            facts(login),
            List.of(Inventory.empty("DATABASE")),
            what,
            platform.config().dataDir());
    return new MysqldumpEngine(new DumpTools(platform.programs())).preview(request);
  }

  private static ServerFacts facts(Login login) {
    try (Connection connection = new ServerConnector(SOCKET_TIMEOUT).connect(login)) {
      return new ServerInspector().facts(connection, login);
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_GONE, "%s: %s".formatted(login.address(), e.getMessage()), e);
    }
  }

  private void print(DumpPreview preview) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("server", server);
      shown.put("schedule", schedule);
      shown.put("tool", preview.tool().path().toString());
      shown.put("toolVersion", preview.tool().version());
      shown.put("command", preview.command());
      shown.put("options", preview.options());
      shown.put("dropped", preview.dropped());
      out.println(Json.of(shown));
      return;
    }
    out.println(Table.harmless(preview.command()));
    preview
        .dropped()
        .forEach(option -> out.printf("dropped, since this tool does not have it: %s%n", option));
    out.flush();
  }
}

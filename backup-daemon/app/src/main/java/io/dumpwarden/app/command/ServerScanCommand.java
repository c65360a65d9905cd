package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.ServerScans;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.view.ScanView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What servers hold and what of it is protected. */
@Command(
    name = "scan",
    description = "Shows what servers hold, who may read it, and what no schedule protects.")
final class ServerScanCommand implements Callable<Integer> {

  private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(5);

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "The servers; all if none given.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--last", description = "Show the last scan, without a connection.")
  private boolean last;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  ServerScanCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Platform platform = context.open()) {
      ServerScans scans =
          new ServerScans(platform, platform.scanner(new ServerConnector(SOCKET_TIMEOUT)));
      List<ScanView> views = new ArrayList<>();
      for (ConfigRow row : rows(platform)) {
        ScanView view = last ? scans.last(row) : scans.now(row);
        views.add(view);
        if (!json) {
          ScanText.print(view, CommandContext.out(spec));
        }
      }
      if (json) {
        CommandContext.out(spec).println(Json.of(views));
      } else if (views.isEmpty()) {
        CommandContext.out(spec).println("there are no servers yet");
      }
      return views.stream().allMatch(view -> view.error() == null)
          ? ExitCode.DONE
          : ExitCode.FAILED;
    }
  }

  /** All of them are looked up before the first is asked. */
  private List<ConfigRow> rows(Platform platform) {
    List<ConfigRow> all = platform.rows().list(ConfigKind.SERVER);
    return names.isEmpty()
        ? all
        : names.stream()
            .distinct()
            .map(
                name ->
                    all.stream()
                        .filter(row -> row.key().equals(name))
                        .findFirst()
                        .orElseThrow(() -> RowCommand.missing(RowForms.SERVER, name, all)))
            .toList();
  }
}

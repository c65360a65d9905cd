package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What running a schedule would do on each of its servers.
 *
 * @param onlyServer null for all of them
 */
record RunPreviews(
    Platform platform, String schedule, @Nullable String onlyServer, RunRequest request) {

  void print(CommandSpec spec, boolean json) {
    PrintWriter out = CommandContext.out(spec);
    List<PreviewView> previews = previews();
    if (json) {
      out.println(Json.of(Map.of("dryRun", true, "previews", previews)));
      return;
    }
    PreviewText text = new PreviewText(out, platform.clock().instant());
    previews.forEach(text::print);
    out.println("dry run: nothing was written");
  }

  private List<PreviewView> previews() {
    ConfigSnapshot config = platform.snapshots().get();
    Schedule found =
        config
            .schedule(schedule)
            .orElseThrow(() -> missing("there is no valid schedule " + schedule));
    List<Server> servers =
        config.serversOf(found).stream()
            .filter(server -> onlyServer == null || server.name().equals(onlyServer))
            .toList();
    if (servers.isEmpty()) {
      throw missing("schedule %s covers no such enabled server".formatted(schedule));
    }
    Previews previews = new Previews(platform, null);
    return servers.stream().map(server -> previews.of(server, found, request)).toList();
  }

  private static DumpwardenException missing(String what) {
    return new DumpwardenException(ErrorCode.NOT_FOUND, what);
  }
}

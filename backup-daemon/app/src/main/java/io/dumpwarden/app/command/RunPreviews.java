package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.Previews;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.view.PreviewView;
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
    List<PreviewView> previews =
        new Previews(platform, null).ofSchedule(schedule, onlyServer, request);
    if (json) {
      out.println(Json.of(Map.of("dryRun", true, "previews", previews)));
      return;
    }
    PreviewText text = new PreviewText(out, platform.clock().instant());
    previews.forEach(text::print);
    out.println("dry run: nothing was written");
  }
}

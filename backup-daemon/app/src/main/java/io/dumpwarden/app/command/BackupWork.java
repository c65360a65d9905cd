package io.dumpwarden.app.command;

import io.dumpwarden.app.LocalRuns;
import io.dumpwarden.app.LocalWork;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.Previews;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import io.dumpwarden.pipeline.CompressionMemory;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.view.PreviewView;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Makes a backup that somebody asked for: looks, shows, asks, and runs it in this process. */
final class BackupWork {

  private final CommandContext context;
  private final CommandSpec spec;
  private final BackupWish wish;

  BackupWork(CommandContext context, CommandSpec spec, BackupWish wish) {
    this.context = context;
    this.spec = spec;
    this.wish = wish;
  }

  int run() throws InterruptedException {
    StopSignal signal = StopSignal.listen();
    int exit = ExitCode.FAILED;
    try (Platform platform = context.openToWork();
        LocalWork here = new LocalWork(() -> new LocalRuns(platform, wish.key()))) {
      signal.then(
          () -> {
            // nothing runs yet: a person who is being asked need not answer
            platform.close();
            signal.done(ExitCode.FAILED);
          });
      exit = work(platform, here, signal);
    } finally {
      signal.done(exit);
    }
    return exit;
  }

  private int work(Platform platform, LocalWork here, StopSignal signal)
      throws InterruptedException {
    requireTicket(platform.snapshots().get().settings());
    SourceLook look = SourceLook.at(wish.target().server(platform), platform);
    if (wish.unnamed() && !pick(look)) {
      return declined();
    }
    BackupSpec backup = BackupSpecParser.parse(new HashMap<>(wish.words().words()));
    requireUsable(platform, backup);
    List<String> databases =
        look.chosenBy(backup.selection(), platform.snapshots().get().settings());
    if (wish.dryRun() || wish.ask()) {
      show(platform, look, backup);
    }
    if (wish.dryRun()) {
      return ExitCode.DONE;
    }
    if (wish.ask() && !Terminal.confirm("Do it?")) {
      return declined();
    }
    long expectedBytes = estimate(platform, look, backup, databases);
    RunRequest request = request(here.nodeId());
    signal.then(here::interrupt);
    return runHere(platform, look.server(), request, here, expectedBytes);
  }

  private void requireTicket(Settings settings) {
    try {
      wish.ticketOption().require(settings);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** What fails every run asked for in these words is to leave none behind. */
  private void requireUsable(Platform platform, BackupSpec backup) {
    platform.snapshots().get().requireValid("dump_options");
    CompressionMemory.require(backup.compression(), CompressionMemory.Limits.ofThisProcess());
    platform.keyring(wish.key()).encryption(backup.encryption());
  }

  private boolean pick(SourceLook look) {
    Optional<List<String>> picked =
        new Picking(CommandContext.out(spec), Terminal::readLine)
            .from(new PickList(look.ofUsers(), wish.ofOne()));
    picked.ifPresent(names -> wish.words().list("include_databases", SpecWords.literals(names)));
    return picked.isPresent();
  }

  private int declined() {
    spec.commandLine().getErr().println("nothing was backed up");
    return ExitCode.FAILED;
  }

  private void show(Platform platform, SourceLook look, BackupSpec backup) {
    PreviewView preview =
        new Previews(platform, wish.key())
            .of(look.server(), Schedule.manual(backup), request(null));
    PrintWriter out = CommandContext.out(spec);
    if (wish.json()) {
      out.println(Json.of(Map.of("dryRun", wish.dryRun(), "previews", List.of(preview))));
    } else {
      new PreviewText(out, platform.clock().instant()).print(preview);
      if (wish.dryRun()) {
        out.println("dry run: nothing was written");
      }
    }
  }

  /** How much the bar has to show; nothing where nobody sees it. */
  private static long estimate(
      Platform platform, SourceLook look, BackupSpec backup, List<String> databases) {
    if (!Terminal.isInteractive()) {
      return 0;
    }
    SizeEstimate estimate = new SizeEstimate(platform.catalog(), look);
    return backup.selection().singleFile()
        ? estimate.of(databases)
        : databases.stream().mapToLong(name -> estimate.of(List.of(name))).sum();
  }

  private int runHere(
      Platform platform, Server server, RunRequest request, LocalWork here, long expectedBytes)
      throws InterruptedException {
    RunFollower follower = new RunFollower(platform);
    List<Run> runs = follower.launchManual(server.name(), request);
    here.take(runs);
    List<Run> ended =
        new RunWatch(follower, here, ProgressBar.on(spec, expectedBytes))
            .untilTheEndOf(runs, here::take);
    RunResult result = RunResult.of(ended, platform);
    PrintWriter out = CommandContext.out(spec);
    if (wish.json()) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("run", result.runViews().get(0));
      shown.put("backups", result.backups());
      out.println(Json.of(shown));
    } else {
      result.print(out);
    }
    return result.exitCode();
  }

  private RunRequest request(@Nullable String node) {
    return new RunRequest(
        context.actor().name() + " (cli)", wish.ticket(), wish.words().words(), node);
  }
}

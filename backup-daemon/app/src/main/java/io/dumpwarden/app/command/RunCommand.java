package io.dumpwarden.app.command;

import io.dumpwarden.app.LocalRuns;
import io.dumpwarden.app.LocalWork;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.app.Stop;
import io.dumpwarden.backup.Run;
import io.dumpwarden.backup.RunRequest;
import io.dumpwarden.backup.RunStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a schedule now. */
@Command(
    name = "run",
    description = {
      "Runs a schedule now, on all its servers or on one.",
      "A daemon takes the runs where one is at work; with --wait this command runs them itself where none is."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SCHEDULE", description = "The schedule's name.")
  private String schedule;

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "Only on this server of the schedule.")
  private @Nullable String server;

  @Option(
      names = "--wait",
      description = "Wait for the end; the exit code tells it: 0 all good, 3 partial, 1 failed.")
  private boolean wait;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    return wait ? runAndWait() : queue();
  }

  private int queue() {
    try (Platform platform = context.open()) {
      RunFollower follower = new RunFollower(platform);
      return queued(launch(follower), follower.daemonIsAlive());
    }
  }

  private List<Run> launch(RunFollower follower) {
    return follower.launch(schedule, server, RunRequest.by(context.actor().name() + " (cli)"));
  }

  /**
   * A daemon does the work where one is; what stays queued without one is done here, also where one
   * dies meanwhile.
   */
  private int runAndWait() throws InterruptedException {
    Stop stop = Stop.onSignal();
    int exit = ExitCode.FAILED;
    try (Platform platform = context.openToWork();
        LocalWork here = new LocalWork(() -> new LocalRuns(platform))) {
      RunFollower follower = new RunFollower(platform);
      List<Run> runs = launch(follower);
      onStop(stop, here, Thread.currentThread());
      exit = follow(platform, follower, here, runs);
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("no longer waiting; the run goes on in the daemon");
    } finally {
      stop.done(exit);
    }
    return exit;
  }

  private int queued(List<Run> runs, boolean daemon) {
    print(runs, List.of());
    if (!daemon) {
      spec.commandLine().getErr().println("no daemon is at work: the runs wait until one is");
    }
    return ExitCode.DONE;
  }

  /** A signal ends what runs here; where a daemon does the work it ends the waiting alone. */
  private static void onStop(Stop stop, LocalWork here, Thread waiting) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                stop.await();
                if (!here.interrupt()) {
                  waiting.interrupt();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "on-stop");
    watcher.setDaemon(true);
    watcher.start();
  }

  private int follow(Platform platform, RunFollower follower, LocalWork here, List<Run> runs)
      throws InterruptedException {
    ProgressBar bar = ProgressBar.on(spec, expectedBytes(platform, runs));
    List<Run> ended =
        follower.follow(
            runs,
            now -> {
              here.throwIfFailed();
              show(bar, now);
            },
            here::take);
    bar.end();
    List<BackupView> backups =
        ended.stream()
            .flatMap(r -> platform.catalog().ofRun(r.id()).stream())
            .map(BackupView::of)
            .toList();
    print(ended, backups);
    return exitCode(ended);
  }

  private static void show(ProgressBar bar, List<Run> now) {
    long bytes = now.stream().mapToLong(r -> r.progress().rawBytes()).sum();
    String what =
        now.stream()
            .filter(r -> r.progress().database() != null)
            .map(r -> r.server() + "/" + Table.harmless("" + r.progress().database()))
            .findFirst()
            .orElse("");
    bar.show(bytes, what);
  }

  /** What the last good run of each server dumped; 0 where there was none. */
  private static long expectedBytes(Platform platform, List<Run> runs) {
    return runs.stream()
        .mapToLong(
            run ->
                platform
                    .queue()
                    .list(
                        new io.dumpwarden.backup.RunFilter(
                            run.schedule(), run.server(), "succeeded", null, 1))
                    .stream()
                    .mapToLong(r -> r.progress().rawBytes())
                    .sum())
        .sum();
  }

  private void print(List<Run> runs, List<BackupView> backups) {
    PrintWriter out = CommandContext.out(spec);
    List<RunView> views = runs.stream().map(RunView::of).toList();
    if (json) {
      out.println(Json.of(Map.of("runs", views, "backups", backups)));
      return;
    }
    for (RunView run : views) {
      out.printf("run %s on %s: %s%n", run.id(), run.server(), run.status());
      if (run.message() != null) {
        out.printf("  %s%n", Table.harmless(run.message()));
      }
      if (run.hint() != null) {
        out.printf("  hint: %s%n", run.hint());
      }
    }
    backups.forEach(backup -> out.println(BackupLine.of(backup)));
    out.flush();
  }

  private static int exitCode(List<Run> runs) {
    if (runs.stream().allMatch(r -> r.status() == RunStatus.SUCCEEDED)) {
      return ExitCode.DONE;
    }
    boolean anyGood =
        runs.stream()
            .anyMatch(r -> r.status() == RunStatus.SUCCEEDED || r.status() == RunStatus.PARTIAL);
    return anyGood ? ExitCode.PARTIAL : ExitCode.FAILED;
  }
}

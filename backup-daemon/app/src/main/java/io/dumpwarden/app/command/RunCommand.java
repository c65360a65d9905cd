package io.dumpwarden.app.command;

import io.dumpwarden.app.LocalRuns;
import io.dumpwarden.app.LocalWork;
import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RunFollower;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunFilter;
import io.dumpwarden.run.RunRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Option(names = "--dry-run", description = "Show what would be written and removed; run nothing.")
  private boolean dryRun;

  @Mixin private TicketOption ticket;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final CommandContext context;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    checkTicket(ticket::value);
    return wait && !dryRun ? runAndWait() : lookOrQueue();
  }

  private int lookOrQueue() {
    try (Platform platform = context.open()) {
      requireTicket(platform);
      if (dryRun) {
        new RunPreviews(platform, schedule, server, request()).print(spec, json);
        return ExitCode.DONE;
      }
      RunFollower follower = new RunFollower(platform);
      return queued(launch(follower), follower.daemonIsAlive());
    }
  }

  private void requireTicket(Platform platform) {
    checkTicket(() -> ticket.require(platform.snapshots().get().settings()));
  }

  private void checkTicket(Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private RunRequest request() {
    return RunRequest.by(context.actor().name() + " (cli)").withTicket(ticket.value());
  }

  private List<Run> launch(RunFollower follower) {
    return follower.launch(schedule, server, request());
  }

  /**
   * A daemon does the work where one is; what stays queued without one is done here, also where one
   * dies meanwhile.
   */
  private int runAndWait() throws InterruptedException {
    StopSignal signal = StopSignal.listen();
    int exit = ExitCode.FAILED;
    try (Platform platform = context.openToWork();
        LocalWork here = new LocalWork(() -> new LocalRuns(platform))) {
      requireTicket(platform);
      RunFollower follower = new RunFollower(platform);
      List<Run> runs = launch(follower);
      endOnSignal(signal, here, Thread.currentThread());
      exit = follow(platform, follower, here, runs);
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("no longer waiting; the run goes on in the daemon");
    } finally {
      signal.done(exit);
    }
    return exit;
  }

  /** A signal ends what runs here; where a daemon does the work it ends the waiting alone. */
  private static void endOnSignal(StopSignal signal, LocalWork here, Thread waiting) {
    signal.then(
        () -> {
          if (!here.interrupt()) {
            waiting.interrupt();
          }
        });
  }

  private int queued(List<Run> runs, boolean daemon) {
    print(new RunResult(runs, List.of()));
    if (!daemon) {
      spec.commandLine().getErr().println("no daemon is at work: the runs wait until one is");
    }
    return ExitCode.DONE;
  }

  private int follow(Platform platform, RunFollower follower, LocalWork here, List<Run> runs)
      throws InterruptedException {
    ProgressBar bar = ProgressBar.on(spec, expectedBytes(platform, runs));
    RunWatch watch = new RunWatch(follower, here, bar);
    RunResult result = RunResult.of(watch.untilTheEndOf(runs, here::take), platform);
    print(result);
    return result.exitCode();
  }

  /** What the last good run of each server dumped; 0 where there was none. */
  private static long expectedBytes(Platform platform, List<Run> runs) {
    return runs.stream().mapToLong(run -> lastBytes(platform, run)).sum();
  }

  private static long lastBytes(Platform platform, Run run) {
    RunFilter last = new RunFilter(run.schedule(), run.server(), "succeeded", null, 1);
    return platform.queue().list(last).stream().mapToLong(r -> r.progress().rawBytes()).sum();
  }

  private void print(RunResult result) {
    PrintWriter out = CommandContext.out(spec);
    if (json) {
      out.println(Json.of(Map.of("runs", result.runViews(), "backups", result.backups())));
    } else {
      result.print(out);
    }
  }
}

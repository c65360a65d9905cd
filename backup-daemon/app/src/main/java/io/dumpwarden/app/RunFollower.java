package io.dumpwarden.app;

import io.dumpwarden.backup.BackupManager.LaunchRequest;
import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.sweep.RunRecovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches a schedule on somebody's wish and follows the runs to their end, whoever runs them. */
public final class RunFollower {

  private static final Logger LOG = LoggerFactory.getLogger(RunFollower.class);
  private static final long PAUSE_MILLIS = 300;

  /** How often dead nodes are looked for. */
  private static final Duration ROUND = Duration.ofSeconds(3);

  private final Platform platform;
  private final RunWiring wiring;
  private final RunRecovery recovery;

  private final RunTrigger trigger;

  /** For the command line. */
  public RunFollower(Platform platform) {
    this(platform, RunTrigger.CLI);
  }

  /**
   * @param trigger of the runs that it queues
   */
  public RunFollower(Platform platform, RunTrigger trigger) {
    this.platform = platform;
    this.trigger = trigger;
    this.wiring = new RunWiring(platform);
    this.recovery = wiring.recovery();
  }

  /**
   * Queues a run for each of the schedule's servers, or for one of them.
   *
   * @throws DumpwardenException {@code NOT_FOUND} where there is no such schedule, or it does not
   *     cover the server
   */
  public List<Run> launch(String scheduleName, @Nullable String server, RunRequest request) {
    ConfigSnapshot config = platform.snapshots().get();
    Schedule schedule =
        config
            .schedule(scheduleName)
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.NOT_FOUND, "there is no valid schedule " + scheduleName));
    LaunchRequest launch =
        new LaunchRequest(schedule, server, trigger, platform.clock().instant(), request);
    return queued(
        launch,
        config,
        server == null
            ? "schedule %s covers no enabled server".formatted(scheduleName)
            : "schedule %s does not cover an enabled server %s".formatted(scheduleName, server));
  }

  /**
   * Queues a run of the built-in schedule, for a backup in the request's own words.
   *
   * @throws io.dumpwarden.config.InvalidConfigException with everything that is wrong in them
   * @throws DumpwardenException {@code NOT_FOUND} where there is no such enabled server
   */
  public List<Run> launchManual(String server, RunRequest request) {
    ConfigSnapshot config = platform.snapshots().get();
    Schedule schedule = Schedule.manual(BackupSpecParser.parse(new HashMap<>(request.spec())));
    LaunchRequest launch =
        new LaunchRequest(schedule, server, trigger, platform.clock().instant(), request);
    return queued(launch, config, "there is no enabled server " + server);
  }

  private List<Run> queued(LaunchRequest launch, ConfigSnapshot config, String whenNone) {
    List<Run> runs = wiring.manager().launch(launch, config);
    if (runs.isEmpty()) {
      throw new DumpwardenException(ErrorCode.NOT_FOUND, whenNone);
    }
    return runs;
  }

  /** Whether a daemon is at work that will take queued runs. */
  public boolean daemonIsAlive() {
    return wiring.nodes().alive().stream().anyMatch(n -> n.kind() == Node.Kind.DAEMON);
  }

  /**
   * Waits until all runs are final; goes on waiting where the metadata store is away.
   *
   * @param watcher told of each state
   * @param forsaken told again and again of the queued runs while no daemon is there to take them
   */
  public List<Run> follow(List<Run> runs, Consumer<List<Run>> watcher, Consumer<List<Run>> forsaken)
      throws InterruptedException {
    long nextRound = System.nanoTime();
    while (true) {
      try {
        List<Run> now = look(runs);
        watcher.accept(now);
        if (now.stream().allMatch(run -> run.status().isFinal())) {
          return now;
        }
        if (System.nanoTime() >= nextRound) {
          nextRound = System.nanoTime() + ROUND.toNanos();
          standIn(now, forsaken);
        }
      } catch (DumpwardenException e) {
        if (e.code() != ErrorCode.METADATA_UNAVAILABLE) {
          throw e;
        }
        LOG.debug("waiting for the metadata store", e);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** A node that dies leaves its runs to whoever is there; here, that may be nobody but us. */
  private void standIn(List<Run> now, Consumer<List<Run>> forsaken) {
    List<Run> queued = now.stream().filter(run -> run.status() == RunStatus.QUEUED).toList();
    if (!queued.isEmpty() && !daemonIsAlive()) {
      forsaken.accept(queued);
    }
    recovery.recover(NodeLease.GRACE);
  }

  private List<Run> look(List<Run> runs) {
    List<Run> now = new ArrayList<>();
    runs.forEach(run -> platform.queue().find(run.id()).ifPresent(now::add));
    return now;
  }
}

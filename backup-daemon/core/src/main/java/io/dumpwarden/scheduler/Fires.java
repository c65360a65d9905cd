package io.dumpwarden.scheduler;

import io.dumpwarden.backup.BackupManager;
import io.dumpwarden.backup.BackupManager.LaunchRequest;
import io.dumpwarden.backup.Run;
import io.dumpwarden.backup.RunTrigger;
import io.dumpwarden.config.CatchUp;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a fire: runs, when it is on time; the schedule's catch-up policy, when it is
 * late.
 */
public final class Fires {

  private static final Logger LOG = LoggerFactory.getLogger(Fires.class);

  /** A fire that is later than this was missed. */
  static final Duration ON_TIME = Duration.ofSeconds(60);

  private final BackupManager manager;
  private final InstantSource clock;

  public Fires(BackupManager manager, InstantSource clock) {
    this.manager = manager;
    this.clock = clock;
  }

  /** Launches the runs of a fire, or treats it as missed when it comes too late. */
  public void fire(Schedule schedule, Instant fireAt, ConfigSnapshot config) {
    if (Duration.between(fireAt, clock.instant()).compareTo(ON_TIME) > 0) {
      missed(schedule, fireAt, config);
      return;
    }
    List<Run> runs =
        manager.launch(
            new LaunchRequest(schedule, null, RunTrigger.SCHEDULE, fireAt, "schedule"), config);
    LOG.debug("schedule {} fired for {}: {} runs", schedule.name(), fireAt, runs.size());
  }

  /** Applies the catch-up policy to a fire that nobody was there for. */
  public void missed(Schedule schedule, Instant fireAt, ConfigSnapshot config) {
    Duration late = Duration.between(fireAt, clock.instant());
    CatchUp catchUp = schedule.catchUp();
    LaunchRequest request =
        new LaunchRequest(schedule, null, RunTrigger.CATCH_UP, fireAt, "catch-up");
    if (catchUp.policy() == CatchUp.Policy.RUN_ONCE && late.compareTo(catchUp.maxAge()) <= 0) {
      int launched = manager.launch(request, config).size();
      if (launched > 0) {
        LOG.info(
            "schedule {} missed its fire of {}: caught up with {} runs",
            schedule.name(),
            fireAt,
            launched);
      }
      return;
    }
    String why = "missed: no daemon was at work at " + fireAt;
    if (!manager.recordMissed(request, config, why).isEmpty()) {
      LOG.warn("schedule {} missed its fire of {}", schedule.name(), fireAt);
    }
  }
}

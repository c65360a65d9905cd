package io.dumpwarden.scheduler;

import io.dumpwarden.backup.BackupManager;
import io.dumpwarden.backup.BackupManager.LaunchRequest;
import io.dumpwarden.config.CatchUp;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private final RunQueue queue;
  private final InstantSource clock;

  public Fires(BackupManager manager, RunQueue queue, InstantSource clock) {
    this.manager = manager;
    this.queue = queue;
    this.clock = clock;
  }

  /** Whether the schedule, as it is now, fires at that instant, and that is not long ago. */
  boolean isDue(Schedule schedule, Instant fireAt) {
    return !isLate(fireAt)
        && schedule
            .firing()
            .flatMap(times -> times.next(fireAt.minusMillis(1)))
            .filter(fireAt::equals)
            .isPresent();
  }

  /** The schedule's last fire until now, where it was after {@code since} and made no runs. */
  Optional<Instant> owed(Schedule schedule, Instant since, Instant now) {
    return schedule
        .firing()
        .flatMap(times -> times.previous(now))
        .filter(last -> last.isAfter(since))
        .filter(last -> !hasFired(schedule, last));
  }

  private boolean hasFired(Schedule schedule, Instant last) {
    return queue
        .lastFired(schedule.name())
        .filter(run -> !run.fireTime().isBefore(last))
        .isPresent();
  }

  private boolean isLate(Instant fireAt) {
    return Duration.between(fireAt, clock.instant()).compareTo(ON_TIME) > 0;
  }

  /** Launches the runs of a fire, or treats it as missed when it comes too late. */
  public void fire(Schedule schedule, Instant fireAt, ConfigSnapshot config) {
    if (isLate(fireAt)) {
      missed(schedule, fireAt, config);
      return;
    }
    List<Run> runs =
        manager.launch(
            new LaunchRequest(
                schedule, null, RunTrigger.SCHEDULE, fireAt, RunRequest.by("schedule")),
            config);
    LOG.debug("schedule {} fired for {}: {} runs", schedule.name(), fireAt, runs.size());
  }

  private void missed(Schedule schedule, Instant fireAt, ConfigSnapshot config) {
    Duration late = Duration.between(fireAt, clock.instant());
    CatchUp catchUp = schedule.catchUp();
    LaunchRequest request =
        new LaunchRequest(schedule, null, RunTrigger.CATCH_UP, fireAt, RunRequest.by("catch-up"));
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

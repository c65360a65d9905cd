package io.dumpwarden.scheduler;

import io.dumpwarden.backup.Run;
import io.dumpwarden.backup.RunQueue;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.FireTimes;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.scheduler.QuartzScheduler.Armed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the triggers in line with the rows, whoever edited them and how: compares content, not
 * version numbers. Run every few seconds, by one node at a time.
 */
public final class Reconciler implements FireListener {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final ConfigRows rows;
  private final RowWatch watch;
  private final QuartzScheduler quartz;
  private final Fires fires;
  private final RunQueue queue;
  private final ClusterLock lock;
  private final InstantSource clock;

  public Reconciler(
      ConfigRows rows,
      RowWatch watch,
      QuartzScheduler quartz,
      Fires fires,
      RunQueue queue,
      ClusterLock lock,
      InstantSource clock) {
    this.rows = rows;
    this.watch = watch;
    this.quartz = quartz;
    this.fires = fires;
    this.queue = queue;
    this.lock = lock;
    this.clock = clock;
  }

  /** One pass; does nothing while another node is at it. */
  public void reconcile() {
    lock.tryRun("reconcile", this::pass);
  }

  private void pass() {
    List<ConfigRow> all = watch.sealed(rows.all());
    ConfigSnapshot config = ConfigSnapshot.of(all);
    Map<RowRef, RowState> seen = watch.observe(all, config.problems());
    Map<String, Armed> armed = quartz.armed();
    Map<String, Schedule> due =
        config.runnable().stream()
            .filter(s -> s.firing().isPresent())
            .collect(Collectors.toMap(Schedule::name, Function.identity()));
    armed.keySet().stream().filter(name -> !due.containsKey(name)).forEach(this::disarm);
    for (Schedule schedule : due.values()) {
      RowState state = seen.get(new RowRef(ConfigKind.SCHEDULE, schedule.name()));
      if (state != null) {
        missedFire(schedule, state, armed.get(schedule.name()))
            .ifPresent(at -> fires.missed(schedule, at, config));
        arm(schedule, state, armed.get(schedule.name()));
      }
    }
  }

  @Override
  public void fired(String name, Instant fireAt, String contentHash) {
    try {
      ConfigSnapshot config = ConfigSnapshot.of(rows.all());
      Optional<Schedule> schedule =
          config.runnable().stream().filter(s -> s.name().equals(name)).findFirst();
      schedule.ifPresent(s -> fires.fire(s, fireAt, config));
      schedule.ifPresent(s -> rearm(s, fireAt, contentHash));
    } catch (DumpwardenException e) {
      // the next pass finds from the run rows that it was missed
      LOG.warn(
          "the fire of schedule {} at {} waits for the metadata store: {}",
          name,
          fireAt,
          e.getMessage());
    }
  }

  private void rearm(Schedule schedule, Instant fired, String contentHash) {
    Instant now = clock.instant();
    Instant after = now.isBefore(fired) ? fired : now;
    schedule
        .firing()
        .flatMap(times -> times.next(after))
        .ifPresent(
            at -> {
              quartz.arm(schedule.name(), new Armed(at, contentHash));
              watch.nextFire(new RowRef(ConfigKind.SCHEDULE, schedule.name()), at);
            });
  }

  private void disarm(String schedule) {
    quartz.disarm(schedule);
    LOG.info("schedule {} is no longer armed", schedule);
  }

  private void arm(Schedule schedule, RowState state, Armed armed) {
    boolean current = armed != null && armed.contentHash().equals(state.contentHash());
    if (current) {
      return;
    }
    Optional<Instant> next = schedule.firing().flatMap(times -> times.next(clock.instant()));
    next.ifPresent(
        at -> {
          quartz.arm(schedule.name(), new Armed(at, state.contentHash()));
          watch.nextFire(state.row(), at);
          LOG.debug("schedule {} fires next at {}", schedule.name(), at);
        });
  }

  /** The last fire that should have made a run and did not; judged from the run rows. */
  private Optional<Instant> missedFire(Schedule schedule, RowState state, Armed armed) {
    Instant deadline = clock.instant().minus(Fires.ON_TIME);
    if (armed != null && armed.fireAt().isBefore(clock.instant())) {
      // Quartz is about to fire it, late as it may be
      return Optional.empty();
    }
    return schedule
        .firing()
        .flatMap((FireTimes times) -> times.previous(deadline))
        .filter(due -> due.isAfter(state.seenSince()))
        .filter(
            due ->
                queue
                    .lastFired(schedule.name())
                    .map(Run::fireTime)
                    .filter(t -> !t.isBefore(due))
                    .isEmpty());
  }
}

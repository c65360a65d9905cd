package io.dumpwarden.scheduler;

import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.RowState;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.node.ClusterLock;
import io.dumpwarden.scheduler.QuartzScheduler.Armed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the triggers in line with the rows, whoever edited them and how: compares content, not
 * version numbers. Run every few seconds, by one node at a time.
 */
public final class Reconciler implements FireListener {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** A trigger that is due for longer than this is not waited for: a node has taken it along. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RowWatch watch;
  private final QuartzScheduler quartz;
  private final Fires fires;
  private final ClusterLock lock;
  private final InstantSource clock;

  public Reconciler(
      RowWatch watch, QuartzScheduler quartz, Fires fires, ClusterLock lock, InstantSource clock) {
    this.watch = watch;
    this.quartz = quartz;
    this.fires = fires;
    this.lock = lock;
    this.clock = clock;
  }

  /** One pass; does nothing while another node is at it. */
  public void reconcile() {
    lock.tryRun("reconcile", this::pass);
  }

  private void pass() {
    Sighting seen = watch.look(clock.instant());
    Map<String, Armed> armed = quartz.armed();
    Map<String, Schedule> firing =
        firing(seen.config()).stream()
            .filter(s -> s.firing().isPresent())
            .collect(Collectors.toMap(Schedule::name, Function.identity()));
    armed.keySet().stream().filter(name -> !firing.containsKey(name)).forEach(this::disarm);
    firing.values().forEach(s -> follow(s, seen, armed.get(s.name())));
  }

  private static List<Schedule> firing(ConfigSnapshot config) {
    return config.settings().paused() ? List.of() : config.runnable();
  }

  private void follow(Schedule schedule, Sighting seen, @Nullable Armed armed) {
    RowState state = seen.of(schedule);
    Instant now = clock.instant();
    boolean current = armed != null && armed.contentHash().equals(state.contentHash());
    if (current && isWaiting(armed, now)) {
      // Quartz is about to fire it, or does so right now
      return;
    }
    fires
        .owed(schedule, owedSince(state, armed, now), now)
        .ifPresent(at -> fires.fire(schedule, at, seen.config()));
    if (current && armed.fireAt().isAfter(now)) {
      showNext(state, armed.fireAt());
    } else {
      arm(schedule, state.contentHash(), now);
    }
  }

  private static boolean isWaiting(Armed armed, Instant now) {
    return !armed.fireAt().isAfter(now) && armed.fireAt().isAfter(now.minus(PATIENCE));
  }

  /** An edit that is seen in the moment of a fire does not take that fire away. */
  private static Instant owedSince(RowState state, @Nullable Armed armed, Instant now) {
    return armed != null && isWaiting(armed, now)
        ? armed.fireAt().minusMillis(1)
        : state.seenSince();
  }

  @Override
  public void fired(String name, Instant fireAt, String contentHash) {
    try {
      ConfigSnapshot config = watch.config();
      Optional<Schedule> schedule =
          firing(config).stream()
              .filter(s -> s.name().equals(name))
              .filter(s -> fires.isDue(s, fireAt))
              .findFirst();
      // one that is late or was edited is left to the next pass, which knows since when it holds
      schedule.ifPresent(s -> fires.fire(s, fireAt, config));
      schedule.ifPresent(s -> arm(s, contentHash, later(fireAt, clock.instant())));
    } catch (DumpwardenException e) {
      // the next pass finds from the run rows that it is still owed
      LOG.warn(
          "the fire of schedule {} at {} waits for the metadata store: {}",
          name,
          fireAt,
          e.getMessage());
    }
  }

  private void arm(Schedule schedule, String contentHash, Instant after) {
    schedule
        .firing()
        .flatMap(times -> times.next(after))
        .ifPresent(
            at -> {
              quartz.arm(schedule.name(), new Armed(at, contentHash));
              watch.nextFire(Sighting.ref(schedule), at);
              LOG.debug("schedule {} fires next at {}", schedule.name(), at);
            });
  }

  private void showNext(RowState state, Instant at) {
    if (!at.equals(state.nextFireAt())) {
      watch.nextFire(state.row(), at);
    }
  }

  private void disarm(String schedule) {
    quartz.disarm(schedule);
    LOG.info("schedule {} is no longer armed", schedule);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}

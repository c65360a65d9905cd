package io.dumpwarden.config;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to back up what, and how.
 *
 * @param fireTimes null for type manual
 * @param jitter runs start up to this much after their fire time, each by a fixed share of it
 * @param maxAge how old the newest good backup may get before the schedule counts as not fresh;
 *     null for a default derived from the cron
 * @param timeout a run that takes longer is ended
 * @param drill how its backups are proven by restoring them
 */
public record Schedule(
    String name,
    BackupType type,
    @Nullable FireTimes fireTimes,
    ServerSelector servers,
    BackupSpec spec,
    Duration jitter,
    @Nullable Duration maxAge,
    CatchUp catchUp,
    Duration timeout,
    Retries retries,
    boolean enabled,
    DrillRule drill) {

  /** The built-in schedule that backups without a schedule belong to. */
  public static final String MANUAL = "manual";

  /** Whether it is the built-in one: somebody asked for the backup in words of their own. */
  public boolean isBuiltIn() {
    return name.equals(MANUAL);
  }

  /** The built-in schedule, for a backup that somebody asked for in words of their own. */
  public static Schedule manual(BackupSpec spec) {
    return new Schedule(
        MANUAL,
        BackupType.MANUAL,
        null,
        ServerSelector.parse("*"),
        spec,
        Duration.ZERO,
        null,
        new CatchUp(CatchUp.Policy.SKIP, Duration.ofHours(24)),
        Duration.ofHours(24),
        new Retries(1, Duration.ofMinutes(1)),
        true,
        DrillRule.NONE);
  }

  /** When it fires; empty for type manual. */
  public Optional<FireTimes> firing() {
    return Optional.ofNullable(fireTimes);
  }

  /**
   * How old the newest good backup may get: as set, or half as long again as the cron's longest
   * regular wait; empty for type manual where it is not set.
   */
  public Optional<Duration> freshness() {
    return maxAge != null
        ? Optional.of(maxAge)
        : firing().map(FireTimes::typicalInterval).map(wait -> wait.multipliedBy(3).dividedBy(2));
  }
}

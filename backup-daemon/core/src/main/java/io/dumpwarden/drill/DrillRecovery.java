package io.dumpwarden.drill;

import io.dumpwarden.error.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears up after drills whose process ended without a word: on record they become interrupted, and
 * what they left on scratch servers is dropped. A server of our own and its folder are swept by the
 * next process on the data directory. Safe to run on several nodes at once.
 */
public final class DrillRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(DrillRecovery.class);

  private final DrillStore drills;
  private final Throwaways throwaways;
  private final InstantSource clock;

  public DrillRecovery(DrillStore drills, Throwaways throwaways, InstantSource clock) {
    this.drills = drills;
    this.throwaways = throwaways;
    this.clock = clock;
  }

  /**
   * To be called again and again.
   *
   * @param grace how much longer than its lease a node is believed to live
   */
  public void recover(Duration grace) {
    for (Drill drill : drills.abandoned(grace)) {
      if (drills.finish(interrupted(drill))) {
        LOG.warn(
            "drill {} of backup {} interrupted: node {} ended during it",
            drill.id(),
            drill.backupId(),
            drill.nodeName());
      }
      throwaways.sweep(drill.scratch());
    }
  }

  private Drill interrupted(Drill drill) {
    DrillEnd end =
        new DrillEnd(
            DrillStatus.INTERRUPTED,
            ErrorCode.INTERRUPTED.code(),
            "node %s ended during the drill".formatted(drill.nodeName()),
            "drill the backup again; a schedule's drills are taken up again by themselves");
    return end.on(drill, new DrillFindings(), clock.instant());
  }
}

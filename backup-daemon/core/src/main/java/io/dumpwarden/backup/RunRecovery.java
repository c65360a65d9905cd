package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears up after processes that ended without a word: their runs become interrupted and are tried
 * again where the schedule allows it, what they left half-written is removed. Safe to run on
 * several nodes at once.
 */
public final class RunRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecovery.class);

  private final NodeRegistry nodes;
  private final RunQueue queue;
  private final BackupCatalog catalog;
  private final CopySweeper sweeper;
  private final AfterRun afterRun;
  private final InstantSource clock;

  public RunRecovery(
      NodeRegistry nodes,
      RunQueue queue,
      BackupCatalog catalog,
      CopySweeper sweeper,
      AfterRun afterRun,
      InstantSource clock) {
    this.nodes = nodes;
    this.queue = queue;
    this.catalog = catalog;
    this.sweeper = sweeper;
    this.afterRun = afterRun;
    this.clock = clock;
  }

  /**
   * Clears up after every node whose lease ended longer than {@code grace} ago. A node stays known
   * until all that it left is swept, by whichever host can reach it.
   */
  public void recover(Duration grace) {
    for (Node dead : nodes.expired(grace)) {
      recover(dead);
    }
  }

  private void recover(Node dead) {
    boolean swept = true;
    for (Run run : queue.runningOf(dead.id())) {
      swept &= interrupt(run, dead);
    }
    swept &= sweeper.sweep(catalog.unfinishedOf(dead.id()));
    if (swept) {
      nodes.release(dead.id());
      LOG.info(
          "node {} on {} (pid {}) ended without a word; all it left is swept",
          dead.name(),
          dead.host(),
          dead.pid());
    }
  }

  private boolean interrupt(Run run, Node dead) {
    List<Backup> backups = new ArrayList<>();
    boolean swept = true;
    for (Backup backup : catalog.ofRun(run.id())) {
      if (backup.status() == BackupStatus.RUNNING) {
        CopySweeper.Swept result = sweeper.sweep(backup, dead);
        swept &= result.complete();
        backups.add(result.backup());
      }
    }
    backups.forEach(catalog::finish);
    String message =
        "node %s on %s (pid %d) ended during the run"
            .formatted(dead.name(), dead.host(), dead.pid());
    DumpwardenException why = new DumpwardenException(ErrorCode.INTERRUPTED, message);
    if (queue.finish(run.id(), RunEnd.of(RunStatus.INTERRUPTED, why, clock.instant()))) {
      LOG.warn(
          "run {} interrupted: schedule {}, server {}: {}",
          run.id(),
          run.schedule(),
          run.server(),
          message);
      afterRun.retry(run);
    }
    return swept;
  }
}

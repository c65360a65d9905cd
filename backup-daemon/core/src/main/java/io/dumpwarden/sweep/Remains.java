package io.dumpwarden.sweep;

import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what a dead node left on storages swept, one node at a time, on a thread of its own: a
 * storage that hangs holds up nobody's take-over. Used by one thread at a time.
 */
final class Remains {

  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A host that was away for so long is not waited for. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

  private final NodeRegistry nodes;
  private final CopySweeper sweeper;
  private @Nullable FutureTask<Boolean> sweeping;

  Remains(NodeRegistry nodes, CopySweeper sweeper) {
    this.nodes = nodes;
    this.sweeper = sweeper;
  }

  /**
   * Waits for the sweep at most 10 s, and answers whether nothing is left of the node, which is
   * forgotten then. One that takes longer goes on; until it ends no other is begun.
   */
  boolean sweep(Node dead) {
    FutureTask<Boolean> before = sweeping;
    if (before != null && !before.isDone()) {
      return false;
    }
    FutureTask<Boolean> task = new FutureTask<>(() -> sweepNow(dead));
    sweeping = task;
    Thread thread = new Thread(task, "sweep-" + dead.name());
    thread.setDaemon(true);
    thread.start();
    return await(task, dead);
  }

  private static boolean await(FutureTask<Boolean> sweep, Node dead) {
    try {
      return sweep.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.info("what node {} left is still being swept", dead.name());
    } catch (ExecutionException e) {
      LOG.warn("what node {} left cannot be swept now", dead.name(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private boolean sweepNow(Node dead) {
    boolean swept = sweeper.sweepUnfinished(dead);
    if (!swept && isOver(dead)) {
      swept = giveUp(dead);
    }
    if (swept) {
      nodes.release(dead.id());
      LOG.info(
          "node {} on {} (pid {}) ended without a word; all it left is swept",
          dead.name(),
          dead.host(),
          dead.pid());
    }
    return swept;
  }

  private boolean isOver(Node dead) {
    return nodes.expired(GIVEN_UP_AFTER).stream().anyMatch(node -> node.id().equals(dead.id()));
  }

  private boolean giveUp(Node dead) {
    int left = sweeper.giveUp(dead);
    LOG.warn(
        "{} copies that node {} on {} left cannot be reached for {} days: they count as failed",
        left,
        dead.name(),
        dead.host(),
        GIVEN_UP_AFTER.toDays());
    return true;
  }
}

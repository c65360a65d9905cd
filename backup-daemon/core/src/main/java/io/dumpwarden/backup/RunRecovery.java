package io.dumpwarden.backup;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears up after processes that ended without a word: their runs become interrupted and are tried
 * again where the schedule allows it, what they left half-written is removed. Safe to run on
 * several nodes at once.
 */
public final class RunRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecovery.class);

  /** How long remains that could not be swept are left alone. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final NodeRegistry nodes;
  private final RunQueue queue;
  private final CopySweeper sweeper;
  private final AfterRun afterRun;
  private final InstantSource clock;
  private final Map<String, Instant> silentSince = new HashMap<>();

  public RunRecovery(
      NodeRegistry nodes,
      RunQueue queue,
      CopySweeper sweeper,
      AfterRun afterRun,
      InstantSource clock) {
    this.nodes = nodes;
    this.queue = queue;
    this.sweeper = sweeper;
    this.afterRun = afterRun;
    this.clock = clock;
  }

  /**
   * Clears up after every node whose lease is over and was not renewed for another {@code grace}
   * while we looked on: after an outage of the store every lease is over, and those who live need a
   * moment to renew theirs. A node stays known until all that it left is swept, by whichever host
   * can reach it. To be called again and again.
   *
   * @return whether some node's remains were looked at
   */
  public synchronized boolean recover(Duration grace) {
    boolean any = false;
    for (Node dead : silentFor(grace)) {
      any = true;
      if (!recover(dead)) {
        silentSince.put(dead.id(), clock.instant().plus(PAUSE));
      }
    }
    return any;
  }

  /**
   * Clears up after a node of which we know that it is dead, whatever its lease says; does nothing
   * where the store knows no such node.
   *
   * @return whether there was one
   */
  public synchronized boolean recover(String nodeId) {
    Optional<Node> dead =
        Stream.concat(nodes.alive().stream(), nodes.expired(Duration.ZERO).stream())
            .filter(node -> node.id().equals(nodeId))
            .findFirst();
    dead.ifPresent(this::recover);
    return dead.isPresent();
  }

  private List<Node> silentFor(Duration grace) {
    List<Node> silent;
    try {
      silent = nodes.expired(Duration.ZERO);
    } catch (DumpwardenException e) {
      silentSince.clear();
      throw e;
    }
    Instant now = clock.instant();
    silentSince.keySet().retainAll(silent.stream().map(Node::id).toList());
    silent.forEach(node -> silentSince.putIfAbsent(node.id(), now));
    return silent.stream()
        .filter(node -> !silentSince.get(node.id()).plus(grace).isAfter(now))
        .toList();
  }

  /** Answers whether nothing is left to be swept. */
  private boolean recover(Node dead) {
    boolean swept = true;
    for (Run run : queue.runningOf(dead.id())) {
      swept &= interrupt(run, dead);
    }
    swept &= sweeper.sweepUnfinished(dead);
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

  private boolean interrupt(Run run, Node dead) {
    boolean swept = sweeper.sweep(run, dead);
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

package io.dumpwarden.sweep;

import io.dumpwarden.backup.AfterRun;
import io.dumpwarden.backup.RunEnds;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeRegistry;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears up after processes that ended without a word: first their runs become interrupted and are
 * tried again where the schedule allows it, then what they left half-written is removed. Safe to
 * run on several nodes at once.
 */
public final class RunRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecovery.class);

  /** How long remains that could not be swept are left alone. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final NodeRegistry nodes;
  private final RunQueue queue;
  private final CopySweeper sweeper;
  private final AfterRun afterRun;
  private final Remains remains;
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
    this.remains = new Remains(nodes, sweeper);
    this.clock = clock;
  }

  /**
   * Clears up after every node whose lease is over and was not renewed for another {@code grace}
   * while we looked on: after an outage of the store every lease is over, and those who live need a
   * moment to renew theirs. A node stays known until all that it left is swept, by whichever host
   * can reach it. One node's trouble is not another's. To be called again and again.
   *
   * @return whether some node's remains were looked at
   */
  public synchronized boolean recover(Duration grace) {
    List<Node> silent = silentFor(grace);
    // nobody's runs wait for somebody else's storages
    silent.forEach(this::endRuns);
    for (Node dead : silent) {
      if (!remains.sweep(dead)) {
        silentSince.put(dead.id(), clock.instant().plus(PAUSE));
      }
    }
    return !silent.isEmpty();
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
    dead.ifPresent(this::endRuns);
    dead.ifPresent(remains::sweep);
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

  private void endRuns(Node dead) {
    List<Run> left = new ArrayList<>(queue.runningOf(dead.id()));
    // nobody else may ever take these
    left.addAll(queue.waitingFor(dead.id()));
    for (Run run : left) {
      try {
        interrupt(run, dead);
      } catch (DumpwardenException e) {
        if (e.code() == ErrorCode.METADATA_UNAVAILABLE) {
          throw e;
        }
        LOG.error("run {} of node {} cannot be ended", run.id(), dead.name(), e);
      }
    }
  }

  private void interrupt(Run run, Node dead) {
    String message =
        "node %s on %s (pid %d) ended during the run"
            .formatted(dead.name(), dead.host(), dead.pid());
    if (end(run, message)) {
      LOG.warn(
          "run {} interrupted: schedule {}, server {}: {}",
          run.id(),
          run.schedule(),
          run.server(),
          message);
    }
  }

  /**
   * Ends a run that nobody works at, with its backups, and queues it again; says whether it did.
   */
  boolean end(Run run, String message) {
    sweeper.endBackups(run, message);
    DumpwardenException why = new DumpwardenException(ErrorCode.INTERRUPTED, message);
    RunEnd end = RunEnds.of(run, RunEnd.of(RunStatus.INTERRUPTED, why, clock.instant()));
    boolean ended = queue.finish(run.id(), end);
    if (ended) {
      afterRun.retry(run);
    }
    return ended;
  }
}

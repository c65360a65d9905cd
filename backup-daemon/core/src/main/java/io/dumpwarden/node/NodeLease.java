package io.dumpwarden.node;

import io.dumpwarden.error.DumpwardenException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process's lease alive. A store that is away does not end the process: the lease is
 * renewed when it is back.
 */
public final class NodeLease {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

  /** How long a lease holds without renewal, and how much longer others wait before they sweep. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  /** What others add to the lease before they believe that a node is gone. */
  public static final Duration GRACE = Duration.ofSeconds(5);

  /** How long others have to renew their leases after the store was away, before we judge them. */
  public static final Duration SETTLING = Duration.ofSeconds(10);

  /** Without a break in which the lease ran out, or the store did not answer. */
  private record Held(Instant since, Instant until) {}

  private final Node node;
  private final NodeRegistry registry;
  private final InstantSource clock;
  private volatile @Nullable Held held;

  public NodeLease(Node node, NodeRegistry registry, InstantSource clock) {
    this.node = node;
    this.registry = registry;
    this.clock = clock;
  }

  /** Renews the lease; to be called every few seconds. */
  public void renew() {
    try {
      registry.renew(node, LEASE);
      Held before = held;
      Instant now = clock.instant();
      if (before == null) {
        LOG.info("node {} is known to the metadata store", node.name());
      }
      boolean unbroken = before != null && now.isBefore(before.until());
      held = new Held(unbroken ? before.since() : now, now.plus(LEASE));
    } catch (DumpwardenException e) {
      if (held != null) {
        LOG.warn("the metadata store is away: {}; running backups go on", e.getMessage());
      }
      held = null;
    }
  }

  /** Whether the last renewal reached the store. */
  public boolean isHeld() {
    return held != null;
  }

  /**
   * Whether other nodes whose leases ran out can be believed to be gone: not right after the store
   * was away, when everybody's lease has run out and the living are about to renew theirs.
   */
  public boolean mayJudgeOthers() {
    Held now = held;
    return now != null
        && clock.instant().isBefore(now.until())
        && !clock.instant().isBefore(now.since().plus(SETTLING));
  }

  /** Gives the lease back at an orderly end. */
  public void release() {
    try {
      registry.release(node.id());
    } catch (DumpwardenException e) {
      LOG.info("the lease runs out by itself: {}", e.getMessage());
    }
  }
}

package io.dumpwarden.node;

import io.dumpwarden.error.DumpwardenException;
import java.time.Duration;
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

  private final Node node;
  private final NodeRegistry registry;
  private volatile boolean held;

  public NodeLease(Node node, NodeRegistry registry) {
    this.node = node;
    this.registry = registry;
  }

  /** Renews the lease; to be called every few seconds. */
  public void renew() {
    try {
      registry.renew(node, LEASE);
      if (!held) {
        LOG.info("node {} is known to the metadata store", node.name());
      }
      held = true;
    } catch (DumpwardenException e) {
      if (held) {
        LOG.warn("the metadata store is away: {}; running backups go on", e.getMessage());
      }
      held = false;
    }
  }

  /** Whether the last renewal reached the store. */
  public boolean isHeld() {
    return held;
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

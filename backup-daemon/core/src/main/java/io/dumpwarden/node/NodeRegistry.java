package io.dumpwarden.node;

import java.time.Duration;
import java.util.List;

/**
 * The processes and their leases, judged by the metadata store's clock alone: what the nodes' own
 * clocks say does not matter. Every method may throw {@code METADATA_UNAVAILABLE}.
 */
public interface NodeRegistry {

  /** Adds the node, or renews its lease until now + {@code lease}. */
  void renew(Node node, Duration lease);

  /** Nodes whose lease still holds. */
  List<Node> alive();

  /** Nodes whose lease ended longer than {@code grace} ago and that were not released. */
  List<Node> expired(Duration grace);

  /**
   * Forgets a node: it ended in order, or its remains were swept. One that still has running runs
   * stays known, and expires.
   */
  void release(String nodeId);
}

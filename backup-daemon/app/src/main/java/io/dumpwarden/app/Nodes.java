package io.dumpwarden.app;

import io.dumpwarden.catalog.Ids;
import io.dumpwarden.node.Node;
import java.time.Instant;
import java.time.InstantSource;

/** This process, as a node. */
final class Nodes {

  private Nodes() {}

  static Node self(DaemonConfig config, Node.Kind kind, InstantSource clock) {
    ProcessHandle self = ProcessHandle.current();
    return new Node(
        Ids.next(),
        config.nodeName(),
        EnvironmentReader.hostName(),
        kind,
        self.pid(),
        self.info().startInstant().orElse(Instant.EPOCH),
        clock.instant());
  }
}

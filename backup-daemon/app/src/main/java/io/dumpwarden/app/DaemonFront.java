package io.dumpwarden.app;

import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.TlsIdentity;
import io.dumpwarden.node.Node;
import org.jspecify.annotations.Nullable;

/** The side of a daemon that people and programs meet: made by what stands above it. */
public interface DaemonFront {

  /**
   * A daemon at work, for desks to stand on.
   *
   * @param node its lease is kept as long as the daemon runs
   * @param drills does those that are asked for too
   * @param tls what the server shows; null to listen without TLS
   */
  record Parts(Platform platform, Node node, DrillWork drills, @Nullable TlsIdentity tls) {}

  /**
   * What was made.
   *
   * @param server not started yet
   * @param work what was begun through it; ended when the server has stopped
   */
  record Opened(AdminServer server, Work work) {}

  /** Work that goes on behind the server. */
  interface Work {

    /** Ends it in order, and waits for that. */
    void stop() throws InterruptedException;
  }

  Opened open(Parts parts, HealthChecks checks);
}

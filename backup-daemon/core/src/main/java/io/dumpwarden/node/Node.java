package io.dumpwarden.node;

import java.time.Instant;

/**
 * A process at work: a daemon, or a command that runs backups itself.
 *
 * @param id new for every process
 * @param name what the operator calls it; {@code DUMPWARDEN_NODE_NAME}
 * @param host the machine, to know whose partial files and processes are at hand
 * @param pid the process id on that host
 * @param pidStartedAt when that process began, so that a reused pid is told apart
 * @param startedAt by the metadata store's clock
 */
public record Node(
    String id,
    String name,
    String host,
    Kind kind,
    long pid,
    Instant pidStartedAt,
    Instant startedAt) {

  /** What kind of process. */
  public enum Kind {
    DAEMON,
    COMMAND
  }
}

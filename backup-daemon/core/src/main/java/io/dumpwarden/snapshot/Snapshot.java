package io.dumpwarden.snapshot;

import java.sql.Connection;
import java.util.List;

/**
 * One moment of a server. Each connection is in a read-only transaction that sees it, in UTC, with
 * utf8mb4, ALLOW_INVALID_DATES as the whole sql_mode, and no time limits; each is for one thread at
 * a time. {@link #close} may come from any thread, ends what is being read, and lets go of every
 * lock.
 */
public interface Snapshot extends AutoCloseable {

  /** As many as were reached; at least one. */
  List<Connection> connections();

  SnapshotFacts facts();

  /**
   * Whether the locks that {@link #facts} tells of are still there; a server may have ended the
   * connection that holds them. True where none was to last. To be asked after the last row.
   */
  boolean isHeld();

  @Override
  void close();
}

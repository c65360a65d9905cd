package io.dumpwarden.snapshot;

import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;

/** Takes snapshots. Safe for use by many threads. */
public final class Snapshots {

  private final ServerConnector connector;

  /**
   * @param connector of the connections of snapshots too, which are silent as long as nobody reads
   */
  public Snapshots(ServerConnector connector) {
    this.connector = connector;
  }

  /**
   * Takes one; the caller closes it.
   *
   * @throws io.dumpwarden.error.DumpwardenException as {@link ServerConnector#connect}; {@code
   *     SERVER_GONE} when a connection breaks or is killed meanwhile; {@code INTERRUPTED} when the
   *     thread is. No connection and no lock is left then
   */
  public Snapshot take(Login login, ServerFacts server, SnapshotWishes wishes) {
    throw new UnsupportedOperationException(connector + " " + login + server + wishes);
  }
}

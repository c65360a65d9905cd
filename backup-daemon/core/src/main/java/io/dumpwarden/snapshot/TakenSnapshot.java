package io.dumpwarden.snapshot;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A snapshot that is there. */
final class TakenSnapshot implements Snapshot {

  private final Lines lines;
  private final List<Connection> connections;
  private final SnapshotFacts facts;
  private final Vigil vigil;
  private final AtomicBoolean closed = new AtomicBoolean();

  TakenSnapshot(Lines lines, List<Connection> connections, SnapshotFacts facts, Vigil vigil) {
    this.lines = lines;
    this.connections = List.copyOf(connections);
    this.facts = facts;
    this.vigil = vigil;
  }

  @Override
  public List<Connection> connections() {
    return connections;
  }

  @Override
  public SnapshotFacts facts() {
    return facts.withLockMillis(facts.lockMillis() + vigil.heldOff().toMillis());
  }

  @Override
  public boolean isHeld() {
    return !closed.get() && vigil.isHeld();
  }

  /** Locks first: others wait for them. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      vigil.close();
      lines.close();
    }
  }
}

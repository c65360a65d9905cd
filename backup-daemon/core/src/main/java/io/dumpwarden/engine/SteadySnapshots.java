package io.dumpwarden.engine;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.definition.DefinitionFingerprint;
import io.dumpwarden.definition.Definitions;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.snapshot.Snapshot;
import io.dumpwarden.snapshot.Snapshots;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots during which no definition changed: servers show definitions as they are now, and
 * rows as they were then. One that a change came into is taken again.
 */
final class SteadySnapshots {

  private static final int TRIES = 3;

  private final DumpRequest request;
  private final NativePlan plan;
  private final Snapshots snapshots;
  private final Supplier<Snapshot> taking;

  /**
   * A snapshot with what is defined in it.
   *
   * @param definitions read through its first connection
   */
  record Begun(Snapshot snapshot, Definitions definitions, DefinitionFingerprint fingerprint)
      implements AutoCloseable {
    @Override
    public void close() {
      snapshot.close();
    }
  }

  SteadySnapshots(Snapshots snapshots, NativePlan plan) {
    this(
        snapshots,
        plan,
        () -> snapshots.take(plan.request().login(), plan.request().server(), plan.wishes()));
  }

  /**
   * @param taking takes a snapshot
   */
  SteadySnapshots(Snapshots snapshots, NativePlan plan, Supplier<Snapshot> taking) {
    this.request = plan.request();
    this.plan = plan;
    this.snapshots = snapshots;
    this.taking = taking;
  }

  /**
   * Takes one; the caller closes it.
   *
   * @param holding is given, before it is used, what ends each thing that is open meanwhile
   * @throws io.dumpwarden.error.DumpwardenException {@code DEFINITION_CHANGED} when definitions
   *     changed during each try, and as {@link Snapshots#take}
   */
  Begun take(Consumer<Runnable> holding) throws SQLException {
    @Nullable DefinitionFingerprint before = isLikelyLocked() ? null : now(holding);
    for (int left = TRIES; ; left--) {
      Snapshot snapshot = taking.get();
      boolean steady = false;
      try {
        holding.accept(snapshot::close);
        Definitions definitions = definitions(snapshot.connections().get(0));
        DefinitionFingerprint after = definitions.fingerprint();
        steady = snapshot.facts().definitionsLocked() || after.equals(before);
        if (steady) {
          return new Begun(snapshot, definitions, after);
        }
        if (before != null && left <= 1) {
          before.requireSame(after);
        }
      } finally {
        if (!steady) {
          snapshot.close();
        }
      }
      before = now(holding);
    }
  }

  /** MySQL's backup lock is there before the snapshot is: nothing can change between them. */
  private boolean isLikelyLocked() {
    return request.server().flavor() == Flavor.MYSQL
        && request.server().release().atLeast(8, 0)
        && request.server().grants().holds("BACKUP_ADMIN");
  }

  /** Outside of a transaction, so that no lock on a definition is kept. */
  private DefinitionFingerprint now(Consumer<Runnable> holding) throws SQLException {
    try (Connection connection =
        snapshots.plain(request.login(), request.server(), plan.wishes())) {
      holding.accept(() -> abort(connection));
      return definitions(connection).fingerprint();
    }
  }

  private Definitions definitions(Connection connection) {
    return new Definitions(connection, request.server(), request.databases(), plan.definitions());
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // Nothing is left of it here, and it holds nothing.
    }
  }
}

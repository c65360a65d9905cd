package io.dumpwarden.metadata;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Serialises what all nodes do about one server's runs: the lock is its configuration row, until
 * the transaction ends. A server whose row is gone has no lock and no limit.
 */
final class ServerLock {

  private ServerLock() {}

  /** Waits for the lock; answers the server's limit, empty where the row is gone. */
  static Optional<Integer> await(Handle h, String server) {
    return h.createQuery("SELECT max_concurrent_runs FROM server WHERE name = :name FOR UPDATE")
        .bind("name", server)
        .mapTo(Integer.class)
        .findOne();
  }

  /** Takes the lock if nobody holds it; answers the server's limit. */
  static Optional<Integer> attempt(Handle h, String server) {
    String sql = "SELECT max_concurrent_runs FROM server WHERE name = :name FOR UPDATE SKIP LOCKED";
    return h.createQuery(sql).bind("name", server).mapTo(Integer.class).findOne();
  }

  static boolean hasRow(Handle h, String server) {
    return h.createQuery("SELECT COUNT(*) FROM server WHERE name = :name")
            .bind("name", server)
            .mapTo(Integer.class)
            .one()
        > 0;
  }
}

package io.dumpwarden.load;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * A server between its start and its end, as seen at a moment: tables without transactions do not
 * outlive it whole.
 *
 * @param server which it is
 * @param uptimeSeconds since when it is up
 * @param seen in {@link System#nanoTime}
 */
record ServerLife(String server, long uptimeSeconds, long seen) {

  /** Both ends are whole seconds, and clocks are set. */
  private static final long TOLERANCE_SECONDS = 3;

  static ServerLife of(TargetSession session) throws SQLException {
    String server =
        session.column("SELECT CONCAT(@@hostname, ' ', @@port, ' ', @@server_id)").get(0);
    long uptime = Long.parseLong(session.column("SHOW GLOBAL STATUS LIKE 'Uptime'", 2).get(0));
    return new ServerLife(server, uptime, System.nanoTime());
  }

  /** Whether it neither was restarted since an earlier moment, nor is another one. */
  boolean isThatOf(ServerLife earlier) {
    long between = TimeUnit.NANOSECONDS.toSeconds(seen - earlier.seen);
    return server.equals(earlier.server)
        && uptimeSeconds - earlier.uptimeSeconds >= between - TOLERANCE_SECONDS;
  }
}

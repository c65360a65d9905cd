package io.dumpwarden.load;

import java.sql.SQLException;
import java.util.Set;

/** What a server's refusal of a statement means for a load. */
enum Refusal {
  /** The connection is gone, and perhaps the server. */
  LOST,
  /** Another transaction was in the way: the same may go well now. */
  IN_THE_WAY,
  /** It would be refused again. */
  FINAL;

  /** Deadlock, lock wait; MariaDB's own word for a row that changed meanwhile. */
  private static final Set<Integer> LOCKS = Set.of(1205, 1213, 1020);

  /** Its state says that the connection is gone: so it is, and would be again. */
  static final int PACKET_TOO_LARGE = 1153;

  /** Shutdown, a statement that was killed, a connection that was, or was silent too long. */
  private static final Set<Integer> ENDS = Set.of(1053, 1317, 1927, 2006, 2013, 3169, 4031);

  static Refusal of(SQLException e) {
    if (e.getErrorCode() == PACKET_TOO_LARGE) {
      return FINAL;
    }
    if (("" + e.getSQLState()).startsWith("08") || ENDS.contains(e.getErrorCode())) {
      return LOST;
    }
    return LOCKS.contains(e.getErrorCode()) ? IN_THE_WAY : FINAL;
  }
}

package io.dumpwarden.snapshot;

import java.sql.SQLException;
import java.util.List;

/**
 * A lock, and the connection that holds it: it goes when the connection does.
 *
 * @param release the statement that ends it
 */
record Hold(Line line, String release) {

  /** How long a server that does not answer may keep who lets go. */
  private static final int PATIENCE_MILLIS = 5_000;

  static List<String> takes(SnapshotLock lock) {
    return switch (lock) {
      // the stages in between come by themselves
      case BACKUP_STAGE -> List.of("BACKUP STAGE START", "BACKUP STAGE BLOCK_COMMIT");
      case READ_LOCK, BACKUP_LOCK -> List.of("FLUSH TABLES WITH READ LOCK");
      case NONE -> List.of();
    };
  }

  static Hold of(SnapshotLock lock, Line line) {
    return new Hold(line, lock == SnapshotLock.BACKUP_STAGE ? "BACKUP STAGE END" : "UNLOCK TABLES");
  }

  /** Lets go; fails when the server had ended the connection, and with it the lock, before. */
  void letGo() throws SQLException {
    line.execute(release);
  }

  /** Lets go if there is still something to let go; the connection is to be closed then. */
  void letGoAnyhow() {
    try {
      line.connection().setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
      letGo();
    } catch (SQLException e) {
      // The lock ends with its connection.
    }
  }
}

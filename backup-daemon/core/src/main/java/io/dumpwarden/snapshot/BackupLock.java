package io.dumpwarden.snapshot;

import io.dumpwarden.error.DumpwardenException;
import java.sql.SQLException;

/** MySQL's LOCK INSTANCE FOR BACKUP: statements that change definitions wait until it ends. */
final class BackupLock {

  private final Scene scene;
  private final Readers readers;

  BackupLock(Scene scene, Readers readers) {
    this.scene = scene;
    this.readers = readers;
  }

  /** Waits for such statements that run, while only others of their kind wait behind it. */
  Attempted attempt() {
    Line line;
    try {
      line = scene.openLocker();
    } catch (DumpwardenException e) {
      readers.makeRoom();
      return new Attempted.Missed(0, e.getMessage(), true);
    }
    if (readers.areElsewhere(line)) {
      scene.lines().close(line);
      return LockFailure.elsewhere();
    }
    long begun = System.nanoTime();
    try (Watchdog.Limit limit = scene.limit(line)) {
      line.execute("LOCK INSTANCE FOR BACKUP");
      long waited = System.nanoTime() - begun;
      return new Attempted.Reached(waited, 0, null, new Hold(line, "UNLOCK INSTANCE"));
    } catch (SQLException e) {
      scene.discard(line);
      return LockFailure.of(e, System.nanoTime() - begun, scene.wishes().lockTimeout());
    }
  }
}

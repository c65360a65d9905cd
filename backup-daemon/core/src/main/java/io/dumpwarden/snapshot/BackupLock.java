package io.dumpwarden.snapshot;

import java.sql.SQLException;

/** MySQL's LOCK INSTANCE FOR BACKUP: statements that change definitions wait until it ends. */
final class BackupLock {

  private final Scene scene;

  BackupLock(Scene scene) {
    this.scene = scene;
  }

  /** Waits for such statements that run, while only others of their kind wait behind it. */
  Attempted attempt() {
    long begun = System.nanoTime();
    Line line = scene.openLocker();
    try (Watchdog.Limit limit = scene.limit(line)) {
      line.execute("LOCK INSTANCE FOR BACKUP");
      long waited = System.nanoTime() - begun;
      return new Attempted.Reached(waited, 0, null, new Hold(line, "UNLOCK INSTANCE"));
    } catch (SQLException e) {
      scene.lines().close(line);
      return LockFailure.of(e, System.nanoTime() - begun, scene.wishes().lockTimeout());
    }
  }
}

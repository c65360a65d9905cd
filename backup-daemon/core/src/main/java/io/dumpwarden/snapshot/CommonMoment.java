package io.dumpwarden.snapshot;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.BinlogPosition;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings all readers to one moment, under a lock that holds writers off. */
final class CommonMoment {

  private final Scene scene;
  private final SnapshotLock lock;
  private final Readers readers;
  private final FlushGuard guard;
  private final Place place;

  CommonMoment(Scene scene, SnapshotLock lock, Readers readers) {
    this.scene = scene;
    this.lock = lock;
    this.readers = readers;
    this.guard = new FlushGuard(scene.lines(), scene.server());
    this.place = new Place(scene.server());
  }

  /** After a miss nothing is left of the lock. */
  Attempted attempt() throws InterruptedException {
    Line locker;
    try {
      locker = scene.openLocker();
    } catch (DumpwardenException e) {
      readers.makeRoom();
      return new Attempted.Missed(0, e.getMessage(), true);
    }
    if (readers.areElsewhere(locker)) {
      scene.lines().close(locker);
      return LockFailure.elsewhere();
    }
    Attempted attempted = attempt(locker);
    if (attempted instanceof Attempted.Missed) {
      scene.discard(locker);
    } else if (!scene.wishes().holdLock()) {
      scene.lines().close(locker);
    }
    return attempted;
  }

  private Attempted attempt(Line locker) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      Courtesy.ask(locker, scene.server());
      Set<String> obstacles = guard.obstacles(locker, scene.wishes().lockTimeout());
      if (!obstacles.isEmpty()) {
        return new Attempted.Missed(System.nanoTime() - begun, inUse(obstacles), true);
      }
      take(locker);
      Courtesy.thank(locker, scene.server());
    } catch (SQLException e) {
      return LockFailure.of(e, System.nanoTime() - begun, scene.wishes().lockTimeout());
    }
    return underLock(locker, System.nanoTime() - begun);
  }

  private void take(Line locker) throws SQLException {
    try (Watchdog.Limit limit = scene.limit(locker)) {
      locker.executeAll(Hold.takes(lock));
    }
  }

  /**
   * That the lock can be let go proves that it was there all the time; where it is to stay, the
   * server is asked whether it has that connection.
   */
  private Attempted underLock(Line locker, long waited) throws InterruptedException {
    long had = System.nanoTime();
    Hold hold = Hold.of(lock, locker);
    try {
      BinlogPosition position;
      try (Watchdog.Limit limit = scene.limit(locker)) {
        readers.begin();
        position = scene.server().flavor() == Flavor.MYSQL ? orNull(place.now(locker, true)) : null;
        finish(hold);
      }
      long held = System.nanoTime() - had;
      if (scene.server().flavor() == Flavor.MARIADB) {
        position = orNull(place.seen(readers.lines()));
      }
      return new Attempted.Reached(waited, held, position, scene.wishes().holdLock() ? hold : null);
    } catch (SQLException e) {
      return new Attempted.Missed(waited, "lost: " + LockFailure.words(e), true);
    }
  }

  private void finish(Hold hold) throws SQLException {
    if (!scene.wishes().holdLock()) {
      hold.letGo();
    } else if (!hold.line().isAlive()) {
      throw new SQLException("the connection that held it was ended");
    }
  }

  private static String inUse(Set<String> obstacles) {
    return String.join(", ", obstacles.stream().sorted().limit(3).toList())
        + " in use all the time";
  }

  private static @Nullable BinlogPosition orNull(Optional<BinlogPosition> position) {
    return position.orElse(null);
  }
}

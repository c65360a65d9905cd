package io.dumpwarden.snapshot;

import io.dumpwarden.source.BinlogPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps from nothing to a snapshot. For one use. */
final class Taking {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Scene scene;
  private final LockPlan plan;
  private final Reasons reasons;
  private long waited;

  /** One attempt at a lock. */
  private interface Attempt {
    Attempted make() throws InterruptedException;
  }

  Taking(Scene scene) {
    this.scene = scene;
    this.plan = LockPlan.of(scene.server(), scene.wishes());
    this.reasons = new Reasons(scene.server(), scene.wishes());
  }

  TakenSnapshot take() throws InterruptedException {
    int wanted = plan.isAllowed() ? scene.wishes().connections() : 1;
    try (Readers readers = Readers.open(scene, wanted)) {
      Hold backupLock = backupLock(readers);
      Attempted.Reached moment = common(readers);
      SnapshotLock lock = moment == null ? SnapshotLock.NONE : lock(backupLock);
      if (moment == null) {
        readers.dismissOthers();
        moment = new Attempted.Reached(0, 0, alone(readers), null);
      } else {
        reasons.connections(readers.lines().size(), wanted, readers.scattered());
      }
      return snapshot(readers, moment, lock, backupLock);
    }
  }

  /** Taken first, so that no change of a definition can stand in the way of the other one. */
  private @Nullable Hold backupLock(Readers readers) throws InterruptedException {
    reasons.missingForBackupLock(plan.missingForBackupLock());
    if (!plan.backupLock()) {
      return null;
    }
    Attempted.Reached reached =
        tries(new BackupLock(scene, readers)::attempt, reasons::noBackupLock);
    return reached == null ? null : reached.hold();
  }

  private Attempted.@Nullable Reached common(Readers readers) throws InterruptedException {
    boolean required = scene.wishes().holdLock();
    if (!plan.isAllowed()) {
      if (required) {
        throw Unlocked.denied(reasons.grant(plan.missing()));
      }
      reasons.missing(plan.missing());
      return null;
    }
    return plan.lock() == SnapshotLock.NONE
        ? null
        : tries(
            new CommonMoment(scene, plan.lock(), readers)::attempt,
            required ? Unlocked::missed : reasons::noLock);
  }

  /** Between attempts others get as much time as they had to wait. */
  private Attempted.@Nullable Reached tries(Attempt attempt, Consumer<Attempted.Missed> given)
      throws InterruptedException {
    for (int left = scene.wishes().lockTries(); ; left--) {
      Attempted attempted = attempt.make();
      waited += attempted.waitNanos();
      if (attempted instanceof Attempted.Reached reached) {
        return reached;
      }
      Attempted.Missed missed = (Attempted.Missed) attempted;
      if (!missed.again() || left <= 1) {
        given.accept(missed);
        return null;
      }
      scene.lines().pause(pause(missed.waitNanos()));
    }
  }

  private static Duration pause(long waitedNanos) {
    Duration wanted = Duration.ofNanos(Math.max(waitedNanos, SHORTEST_PAUSE.toNanos()));
    return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
  }

  private @Nullable BinlogPosition alone(Readers readers) throws InterruptedException {
    try {
      return new SoleMoment(scene, readers).begin();
    } catch (SQLException e) {
      throw scene.lines().gone(e);
    }
  }

  private SnapshotLock lock(@Nullable Hold backupLock) {
    boolean gone = plan.lock() == SnapshotLock.BACKUP_LOCK && backupLock == null;
    return gone ? SnapshotLock.READ_LOCK : plan.lock();
  }

  private TakenSnapshot snapshot(
      Readers readers, Attempted.Reached moment, SnapshotLock lock, @Nullable Hold backupLock) {
    List<Hold> holds = Stream.of(moment.hold(), backupLock).flatMap(Stream::ofNullable).toList();
    BinlogPosition position = moment.position();
    SnapshotFacts facts =
        new SnapshotFacts(
            lock,
            readers.lines().size(),
            millis(moment.lockNanos()),
            millis(waited),
            !holds.isEmpty(),
            position,
            reasons.all(position != null && position.exact()));
    return new TakenSnapshot(
        scene.lines(), readers.connections(), facts, new Vigil(holds, moment.hold() != null));
  }

  private static long millis(long nanos) {
    return Duration.ofNanos(nanos).toMillis();
  }
}

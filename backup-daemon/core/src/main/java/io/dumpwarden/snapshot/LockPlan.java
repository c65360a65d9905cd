package io.dumpwarden.snapshot;

import io.dumpwarden.source.Grants;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * Which locks a snapshot needs, and whether the account may take them.
 *
 * @param lock what holds writers off; {@code NONE} where nothing has to
 * @param backupLock whether MySQL's LOCK INSTANCE FOR BACKUP is taken, too
 * @param missing privileges without which the lock is not to be had
 * @param missingForBackupLock the same for LOCK INSTANCE FOR BACKUP
 */
record LockPlan(
    SnapshotLock lock,
    boolean backupLock,
    List<String> missing,
    List<String> missingForBackupLock) {

  private static final Version BACKUP_STAGE = new Version(10, 4, 1);
  private static final Version FLUSH_TABLES = new Version(8, 0, 23);

  static LockPlan of(ServerFacts server, SnapshotWishes wishes) {
    boolean common = wishes.connections() > 1 || wishes.holdLock();
    return switch (server.flavor()) {
      case MARIADB -> common ? mariaDb(server, wishes) : none(List.of());
      case MYSQL -> mySql(server, common || server.binlog());
    };
  }

  /** Whether the account may take the lock. */
  boolean isAllowed() {
    return missing.isEmpty();
  }

  /** The stages hold commits off, which is no way to read tables without transactions for long. */
  private static LockPlan mariaDb(ServerFacts server, SnapshotWishes wishes) {
    boolean stages = server.release().compareTo(BACKUP_STAGE) >= 0 && !wishes.holdLock();
    return new LockPlan(
        stages ? SnapshotLock.BACKUP_STAGE : SnapshotLock.READ_LOCK,
        false,
        server.grants().holds("RELOAD") ? List.of() : List.of("RELOAD"),
        List.of());
  }

  private static LockPlan mySql(ServerFacts server, boolean needed) {
    boolean known = server.release().atLeast(8, 0);
    boolean granted = server.grants().holds("BACKUP_ADMIN");
    List<String> without = known && !granted ? List.of("BACKUP_ADMIN") : List.of();
    if (!needed) {
      return new LockPlan(SnapshotLock.NONE, known && granted, List.of(), without);
    }
    SnapshotLock lock = known && granted ? SnapshotLock.BACKUP_LOCK : SnapshotLock.READ_LOCK;
    return new LockPlan(lock, known && granted, missing(server), without);
  }

  /** The guard has to see every table or every statement: see {@link FlushGuard}. */
  private static List<String> missing(ServerFacts server) {
    List<String> missing = new ArrayList<>();
    Grants grants = server.grants();
    boolean hasFlushTables = server.release().compareTo(FLUSH_TABLES) >= 0;
    if (!grants.holds("RELOAD") && !(hasFlushTables && grants.holds("FLUSH_TABLES"))) {
      missing.add(hasFlushTables ? "FLUSH_TABLES" : "RELOAD");
    }
    if (!grants.holdsEverywhere("SELECT") && !grants.holds("PROCESS")) {
      missing.add("PROCESS");
    }
    return missing;
  }

  private static LockPlan none(List<String> missing) {
    return new LockPlan(SnapshotLock.NONE, false, missing, List.of());
  }
}

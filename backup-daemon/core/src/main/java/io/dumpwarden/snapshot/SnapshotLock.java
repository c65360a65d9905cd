package io.dumpwarden.snapshot;

/** What held writers off while the snapshot was taken, as manifests name it. */
public enum SnapshotLock {
  /** MariaDB's BACKUP STAGE. */
  BACKUP_STAGE("backup-stage"),
  /** FLUSH TABLES WITH READ LOCK. */
  READ_LOCK("read-lock"),
  /** MySQL's LOCK INSTANCE FOR BACKUP, which goes on, and the read lock for a moment. */
  BACKUP_LOCK("backup-lock"),
  /** None: one connection, one snapshot. */
  NONE("none");

  private final String id;

  SnapshotLock(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}

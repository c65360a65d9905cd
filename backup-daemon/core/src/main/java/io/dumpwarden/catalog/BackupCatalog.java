package io.dumpwarden.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Backups and their copies. Every method may throw {@code METADATA_UNAVAILABLE}. */
public interface BackupCatalog extends Holds {

  /** Records a backup and its pending copies, before the first byte is sent. */
  void begin(Backup backup);

  /**
   * Records how a backup ended, with all its copies, in one transaction; may be repeated, and also
   * adds the backup where {@link #begin} never reached the store. A proven result overrides {@code
   * INTERRUPTED}; a failure does not.
   */
  void finish(Backup backup);

  Optional<Backup> find(String id);

  /** Newest first (ids are time-ordered), copies included, manifests left out (empty). */
  List<Backup> list(BackupFilter filter);

  List<Backup> ofRun(String runId);

  /** The newest backup of the scope that succeeded or is partial, for estimates. */
  Optional<Backup> lastGood(String schedule, String server, String scope);

  /** Every series that has at least one copy stored, missing or corrupt. */
  List<Series> series();

  /** Those of one schedule. */
  List<Series> seriesOf(String schedule);

  /** The copies of a series that are stored, missing, corrupt or expired, newest backup first. */
  List<SeriesCopy> copiesOf(Series series);

  /** Sets a copy's status; {@code DELETED} also sets when. */
  void markCopy(String copyId, CopyStatus status, Instant at);

  /**
   * Records how the writing of a copy ended, where it is pending or failed so far; one that has
   * gone further stays as it is, and one that is not known is passed over.
   */
  void settle(Copy copy);

  /** Pending copies whose backup's run belonged to the node: what a crash may leave behind. */
  List<Copy> pendingOf(String nodeId);

  /**
   * Failed copies that still name the write they were begun with, in the order of ids: what a
   * failure may leave behind.
   *
   * @param afterId only those after this id: the key to the next page; empty for the first
   */
  List<Copy> failedAfter(String afterId, int limit);
}

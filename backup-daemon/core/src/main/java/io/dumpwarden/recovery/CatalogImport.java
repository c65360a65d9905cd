package io.dumpwarden.recovery;

import io.dumpwarden.catalog.Backup;

/**
 * Where rebuilt rows go. A row that exists is never changed. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface CatalogImport {

  /** What became of a backup, or would. */
  enum Outcome {
    /** No row knew it: backup and copy are added. */
    BACKUP_ADDED,
    /** The backup's row was there; the copy is added to it. */
    COPY_ADDED,
    /** Both rows were there. */
    KNOWN,
    /** A row says something else of it, and stays as it is. */
    DISAGREES
  }

  /**
   * @param why in words; empty unless a row disagrees
   */
  record Answer(Outcome outcome, String why) {}

  /** How much a backup counts for. */
  enum Weight {
    /** As any other: in every sum. */
    FULL,
    /** It is no proof that a database is backed up: only the bytes of its copy are summed up. */
    NONE
  }

  /**
   * Adds a backup with its one copy, in one transaction; may be repeated.
   *
   * @param backup good, with exactly one copy, stored
   */
  Answer add(Backup backup, Weight weight);

  /** What {@link #add} would answer; changes nothing. */
  Answer preview(Backup backup);
}

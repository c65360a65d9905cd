package io.dumpwarden.verify;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known of copies by looking at them, and who is at work on them. What was found changes a
 * copy only while it stands as it was seen. Every method may throw {@code METADATA_UNAVAILABLE}.
 */
public interface Verifications {

  /**
   * Copies that are stored, missing or corrupt, and those of partial backups that failed, in the
   * order of their ids.
   *
   * @param afterId only those after this id: the key to the next page; empty for the first
   */
  List<Copy> after(CopyFilter filter, String afterId, int limit);

  /** The same, without those that are stored. */
  List<Copy> lostAfter(String storageId, String afterId, int limit);

  /** Stored copies, those first that were never looked at, then those whose look is oldest. */
  List<Copy> longestWaiting(String storageId, int limit);

  /** How many copies are stored on the storage of this name. */
  long stored(String storage);

  /**
   * Records what was found; the copy becomes stored, missing or corrupt by it.
   *
   * @return false where the copy no longer stands as it was seen, or is being repaired: nothing is
   *     recorded then
   */
  boolean record(Copy seen, Verification found);

  /** Records that one was looked at in vain: others go first from now on. */
  void tried(Copy seen, Instant at);

  /**
   * Keeps others from writing the copy anew, or sweeping it, for so long; to be called again while
   * the work goes on.
   *
   * @return false where another has it, or it is no longer one that is to be repaired
   */
  boolean claim(Copy seen, Duration lease);

  /**
   * The same for the one who has it.
   *
   * @return false where it is no longer one that is to be repaired
   */
  boolean renew(String copyId, Duration lease);

  /** Records the write that a failed copy is stored by, so that a crash can be swept. */
  void began(String copyId, String uploadId);

  void release(String copyId);

  /**
   * Records that it is stored, with what is known of its bytes.
   *
   * @return false where it is no longer one that is to be repaired: nothing is recorded then
   */
  boolean repaired(Copy seen, long bytes, Verification found);

  /** Whether a copy of this run on this storage is being repaired. */
  boolean isUnderRepair(String runId, String storageId);

  /**
   * Takes the next turn of a job, where it is due; each is taken once, by whichever node.
   *
   * @param interval from one turn to the next
   * @param backlog how long ago turns may have been due to be caught up on
   */
  boolean takeTurn(String storageId, String job, Duration interval, Duration backlog, Instant now);
}

package io.dumpwarden.restore;

import java.util.List;
import java.util.function.LongConsumer;

/** Keeps what a restore is about to replace. */
public interface SafetyBackup {

  /**
   * What was kept, and where.
   *
   * @param reference a backup's id, or the path of a file; for the history
   * @param description for people: {@code backup 0192… on storages disk, s3}
   */
  record Kept(String reference, String description) {}

  /**
   * Backs these databases of the target up, proven whole, and returns when that is done.
   *
   * @param restoreId the restore that asks for it, to be named in the backup's ticket or log
   * @param databases at least one, all of them there
   * @param progress told of the raw bytes dumped so far
   * @throws io.dumpwarden.error.DumpwardenException {@code SAFETY_BACKUP_FAILED} where it is not
   *     sure that everything could be brought back from it; the target must not be touched then
   */
  Kept take(String restoreId, List<String> databases, LongConsumer progress);
}

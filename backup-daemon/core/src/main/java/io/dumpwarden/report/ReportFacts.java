package io.dumpwarden.report;

import java.util.List;

/**
 * What the store knows of a span of time. Lists that grow with time come in pages; the others grow
 * with the fleet alone. Every method may throw {@code METADATA_UNAVAILABLE}.
 */
public interface ReportFacts {

  /** By server, scope and schedule. */
  List<BackupLine> backups(ReportScope scope);

  /**
   * Backups that are failed, partial, cancelled or interrupted, oldest first.
   *
   * @param afterId only those after this id; empty for the first page
   */
  List<Failure> failedBackups(ReportScope scope, String afterId, int limit);

  /** Runs that failed, were interrupted, cancelled or skipped, oldest first. */
  List<Failure> failedRuns(ReportScope scope, String afterId, int limit);

  List<VerificationLine> verifications(ReportScope scope);

  /** Of good drills. */
  List<RecoveryLine> recoveries(ReportScope scope);

  List<RetentionUse> retention(ReportScope scope);

  List<CopyLine> copies(ReportScope scope);
}

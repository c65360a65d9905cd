package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.Anomaly;
import java.time.Instant;
import java.util.List;

/**
 * Figures of backups, and what was found in them. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface AnomalyStore {

  /** Those to compare with, at most so many. */
  History before(Measured backup, int limit);

  /**
   * The newest good backups of its series before it whose figures were never recorded, at most so
   * many: made by an earlier version, or rebuilt from manifests. Newest first.
   */
  List<String> unmeasuredBefore(Measured backup, int limit);

  /** Records figures that are not judged; does nothing where they are there. */
  void measured(Measured backup);

  /**
   * Records figures and what was found in them, together.
   *
   * @return whether they were not there before
   */
  boolean judged(Measured backup, List<Anomaly> found, Instant at);

  /**
   * What is open now: one for each kind found in the newest good backup of a series and not
   * accepted. In the order of servers, schedules and scopes. Cheap however many backups there are.
   */
  List<OpenAnomaly> open();

  /**
   * Accepts all that was found in a backup, for good.
   *
   * @return whether anything was open
   * @throws io.dumpwarden.error.DumpwardenException {@code NOT_FOUND}
   */
  boolean accept(String backupId, String by, Instant at);
}

package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.Anomaly;
import io.dumpwarden.catalog.Series;
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
   * The good backups of a series, whatever their storage, that nobody judged: made by an earlier
   * version, rebuilt from manifests, or missed. Oldest first.
   *
   * @param limit how many of the newest it looks at, of each status that is good
   */
  List<String> unmeasured(Series series, int limit);

  /**
   * Forgets what was found in the backups of a series after one, and that they were judged, but for
   * those in which somebody accepted something.
   */
  void forgetAfter(Series series, String backupId);

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

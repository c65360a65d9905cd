package io.dumpwarden.outcome;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.run.RunEnd;
import java.util.List;

/**
 * Records how things ended, whatever the metadata store does: while it is away, outcomes are kept
 * on disk and recorded, in order, when it is back, also by a later process on the same data
 * directory.
 */
public interface Outcomes {

  /** Records a finished backup. */
  void backupFinished(Backup backup);

  /** Records a finished run, and the last lines of its log. */
  void runFinished(String runId, RunEnd end, List<String> logLines);
}

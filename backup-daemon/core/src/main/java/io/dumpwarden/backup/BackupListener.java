package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunEnd;

/**
 * Hears what happens in this process. Called on the run's thread; is to be quick and to throw
 * nothing.
 */
public interface BackupListener {

  default void runStarted(Run run) {}

  default void backupFinished(Run run, Backup backup) {}

  default void runFinished(Run run, RunEnd end) {}
}

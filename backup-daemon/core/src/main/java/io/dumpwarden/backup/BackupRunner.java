package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a run: its dumps, each stored on every storage of its schedule. */
public final class BackupRunner {

  private static final Logger LOG = LoggerFactory.getLogger(BackupRunner.class);

  private final RunPreparation preparation;
  private final DatabaseBackup databaseBackup;
  private final InstantSource clock;

  public BackupRunner(
      RunPreparation preparation, DatabaseBackup databaseBackup, InstantSource clock) {
    this.preparation = preparation;
    this.databaseBackup = databaseBackup;
    this.clock = clock;
  }

  /** Runs it to its end, on the calling thread; every failure ends up in the answer. */
  public RunEnd run(ActiveRun active) {
    try {
      PreparedRun prepared = preparation.prepare(active);
      active.meter().start(prepared.units().size());
      List<Backup> backups = new UnitWorkers(prepared, databaseBackup).run();
      RunEnd end = RunEnds.with(RunEnds.of(backups, clock.instant()), prepared.lacks());
      if (end.status() != RunStatus.SUCCEEDED) {
        active.control().throwIfEnded();
      }
      return end;
    } catch (DumpwardenException e) {
      return ended(active, e);
    } catch (Throwable e) {
      // errors too: a run that ends without a word would stay running for ever
      LOG.error(
          "run {} of schedule {} failed unexpectedly",
          active.run().id(),
          active.run().schedule(),
          e);
      return ended(active, new DumpwardenException(ErrorCode.INTERNAL, "unexpected: " + e, e));
    }
  }

  /** An end from outside is the true reason, whatever failed because of it. */
  private RunEnd ended(ActiveRun active, DumpwardenException thrown) {
    DumpwardenException e = active.control().reason().orElse(thrown);
    active.log().add(e.code().code() + ": " + e.getMessage());
    return RunEnd.of(RunEnds.statusFor(e.code()), e, clock.instant());
  }
}

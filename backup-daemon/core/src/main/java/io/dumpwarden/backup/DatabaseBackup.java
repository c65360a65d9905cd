package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.outcome.Outcomes;
import io.dumpwarden.pipeline.CompressionRoom;
import io.dumpwarden.pipeline.FanOut;
import io.dumpwarden.pipeline.LaneResult;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.run.RunMeter;
import io.dumpwarden.storage.StorageException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backs up one database: one pass from the dump tool into every storage, proven before it counts.
 */
public final class DatabaseBackup {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseBackup.class);

  /** What the process gives to every backup. */
  public record Resources(
      Path temporaryFolder,
      CompressionRoom compressions,
      ChildProcesses children,
      BackupListener listener,
      InstantSource clock) {}

  private final DumpEngines engines;
  private final BackupCatalog catalog;
  private final Outcomes outcomes;
  private final ManifestFormat manifests;
  private final Resources resources;
  private final InstantSource clock;

  public DatabaseBackup(
      DumpEngines engines,
      BackupCatalog catalog,
      Outcomes outcomes,
      ManifestFormat manifests,
      Resources resources) {
    this.engines = engines;
    this.catalog = catalog;
    this.outcomes = outcomes;
    this.manifests = manifests;
    this.resources = resources;
    this.clock = resources.clock();
  }

  /** Never throws for what goes wrong with this backup: the answer says it, and it is recorded. */
  Backup run(PreparedRun run, DumpUnit unit) {
    Instant startedAt = clock.instant();
    RunMeter.UnitMeter meter = run.active().meter().begin(unit.name());
    DumpEngine engine = engines.of(run.spec().engine(), run.facts().flavor(), run.options());
    run.insteadOfNative().ifPresent(run.active().log()::add);
    Attempt attempt =
        new Attempt(run, unit, Ids.next(), run.key(unit, startedAt), startedAt, engine, meter);
    Backup backup;
    // before the dump begins: a dump that is open must not wait
    try (CompressionRoom.Place room = room(run)) {
      // only now: in a run of many databases one may be gone since it was listed
      backup = stored(attempt, new Surveyor(run).survey(unit), room);
    } catch (Throwable e) {
      DumpwardenException why = asDumpwarden(attempt, e, Map.of());
      backup = attempt.failed(List.of(), Map.of(), why, clock.instant());
    } finally {
      meter.end();
    }
    run.active().control().shielded(recorded(run, backup));
    return backup;
  }

  /** Room for the threads that compress: those of the pipeline, or those that read the server. */
  private CompressionRoom.Place room(PreparedRun run) throws InterruptedException {
    CompressionRoom all = resources.compressions();
    return run.isNative()
        ? all.enterFrames(run.spec().compression(), run.connections())
        : all.enter(run.spec().compression());
  }

  private Backup stored(Attempt attempt, BeforeDump before, CompressionRoom.Place room) {
    PreparedRun run = attempt.run();
    OptionalLong expectedBytes = expectedBytes(run, attempt.unit());
    WriteTargets targets =
        WriteTargets.open(attempt.backupId(), run.targets(), attempt.key(), expectedBytes);
    FanOut storages = new FanOut(targets.writers());
    try {
      attempt.requireOneWriter(targets);
      begin(attempt.begun(targets.copies()), run.active().control());
      Dumped dumped = new Dumping(resources, attempt).run(before, storages, room.threads());
      Map<String, LaneResult> stored = storages.commit();
      return new StoredProof(attempt, manifests, clock).complete(targets, stored, dumped);
    } catch (Throwable e) {
      // errors too: a tool's or library's failure is no reason to leave half a dump behind
      return giveUp(attempt, targets, storages, e);
    }
  }

  /** Nothing stays of it, also not where one storage had committed before another failed. */
  private Backup giveUp(Attempt attempt, WriteTargets targets, FanOut storages, Throwable e) {
    Map<String, StorageException> failures = new LinkedHashMap<>(targets.refusals());
    failures.putAll(storages.failures());
    storages.abort("the backup failed");
    if (storages.isCommitAsked()) {
      Removal.of(attempt.key(), attempt.run().targets());
    }
    DumpwardenException why = asDumpwarden(attempt, e, failures);
    return attempt.failed(targets.copies(), failures, why, clock.instant());
  }

  private Runnable recorded(PreparedRun run, Backup backup) {
    return () -> {
      run.active().log().add(Attempt.summary(backup));
      outcomes.backupFinished(backup);
      resources.listener().backupFinished(run.run(), backup);
    };
  }

  private OptionalLong expectedBytes(PreparedRun run, DumpUnit unit) {
    try {
      return catalog
          .lastGood(run.schedule().name(), run.server().name(), unit.scope())
          .filter(unit::isOf)
          .map(Backup::result)
          .map(DumpFacts::storedBytes)
          .map(OptionalLong::of)
          .orElse(OptionalLong.empty());
    } catch (DumpwardenException e) {
      LOG.debug("no estimate while the metadata store is away", e);
      return OptionalLong.empty();
    }
  }

  /** Waits for a metadata store that is away: nothing may be sent before it is recorded. */
  private void begin(Backup backup, RunControl control) throws InterruptedException {
    Patience.untilRecorded(control, () -> catalog.begin(backup));
  }

  /** The true reason: an end from outside first, then the storages', then what was thrown. */
  private static DumpwardenException asDumpwarden(
      Attempt attempt, Throwable e, Map<String, StorageException> storages) {
    // the run was told to end by an interrupt; what is left to do must not trip over it
    boolean interrupted = Thread.interrupted();
    return attempt
        .run()
        .active()
        .control()
        .reason()
        .orElseGet(() -> FailureReason.of(e, storages, interrupted));
  }
}

package io.dumpwarden.backup;

import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.OutputFolder;
import io.dumpwarden.config.BackupSpec;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.storage.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run needs to know before its first dump.
 *
 * @param lacks what it was to back up and is not there
 * @param accounts reads the accounts once for all of the run's scripts
 */
record PreparedRun(
    ActiveRun active,
    Schedule schedule,
    Server server,
    ServerFacts facts,
    List<DumpUnit> units,
    Inventories inventories,
    List<TargetStorage> targets,
    Settings settings,
    StreamEncryption encryption,
    List<Shortcoming> lacks,
    AccountScript accounts) {

  BackupSpec spec() {
    return schedule.spec();
  }

  /** What the dump tool is told: the schedule's options over the server's over the global ones. */
  DumpOptionSet options() {
    return spec().options().over(server.dumpOptions()).over(settings.dumpOptions());
  }

  /** Whether the native engine makes its dumps. */
  boolean isNative() {
    return spec().engine().isNative(facts.flavor(), options());
  }

  /** Why it is not the native engine, where that would have been chosen but for the options. */
  Optional<String> insteadOfNative() {
    return spec().engine().insteadOfNative(facts.flavor(), options());
  }

  /** Over how many connections the native engine reads a database. */
  int connections() {
    return spec().connections(Runtime.getRuntime().availableProcessors());
  }

  /**
   * How an engine that has the choice makes a dump.
   *
   * @param connections over which it may read at most
   */
  DumpRequest.How how(int connections) {
    return new DumpRequest.How(spec().compression(), connections, spec().manners());
  }

  /**
   * How bytes are changed on their way.
   *
   * @param workers threads for compression
   */
  DumpPipeline.Stages stages(int workers) {
    return new DumpPipeline.Stages(spec().compression(), workers, encryption);
  }

  /** What a file's name adds behind {@code .sql}. */
  private String extensions() {
    return spec().compression().algorithm().extension() + encryption.extension();
  }

  /** Where a unit's dump goes, on each of the storages. */
  ObjectKey key(DumpUnit unit, Instant at) {
    KeyLayout.Folder folder =
        new KeyLayout.Folder(server.name(), schedule.type().id(), unit.name());
    KeyLayout.FileName name =
        new KeyLayout.FileName(
            at, run().id(), run().request().ticket(), fileBeginning(unit), extensions());
    return targets.stream().allMatch(target -> OutputFolder.is(target.storage()))
        ? KeyLayout.flatDumpKey(folder, name)
        : KeyLayout.dumpKey(folder, name);
  }

  /** What the operator chose for a file's name; with several files, each has its scope in it. */
  private @Nullable String fileBeginning(DumpUnit unit) {
    String chosen = spec().fileName();
    return chosen == null || units.size() == 1
        ? chosen
        : chosen + "_" + KeyLayout.scopeInFileName(unit.name());
  }

  Run run() {
    return active.run();
  }
}

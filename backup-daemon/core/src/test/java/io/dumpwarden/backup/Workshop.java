package io.dumpwarden.backup;

import io.dumpwarden.accounts.AccountScript;
import io.dumpwarden.config.Settings;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.DumpPreview;
import io.dumpwarden.dump.DumpRequest;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.OpenDump;
import io.dumpwarden.dump.Source;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.outcome.OutcomeJournal;
import io.dumpwarden.pipeline.CompressionMemory;
import io.dumpwarden.pipeline.CompressionRoom;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.run.RunLog;
import io.dumpwarden.run.RunMeter;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;

/** What makes backups, on top of a {@link Wreck}'s store and storages. */
public final class Workshop implements AutoCloseable {

  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  public final Source source = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
  private final Wreck wreck;
  private final Path folder;
  private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(1);

  public Workshop(Wreck wreck, Path folder) {
    this.wreck = wreck;
    this.folder = folder;
  }

  public OutcomeJournal outcomes() {
    return new OutcomeJournal(
        folder.resolve("outcomes"), wreck.catalog, wreck.queue, any -> List.of());
  }

  public DatabaseBackup databaseBackup(DumpEngine engine) {
    DatabaseBackup.Resources resources =
        new DatabaseBackup.Resources(
            folder,
            new CompressionRoom(1, CompressionMemory.Limits.ofThisProcess()),
            new ChildProcesses(folder.resolve("children")),
            new BackupListener() {},
            wreck::now);
    return new DatabaseBackup(
        DumpEngines.only(engine), wreck.catalog, outcomes(), wreck.manifests, resources);
  }

  public PreparedRun prepared(Run run, String... databases) throws Exception {
    RunControl control = new RunControl(Thread.currentThread());
    return new PreparedRun(
        new ActiveRun(run, control, new RunMeter(), new RunLog(wreck::now)),
        wreck.config().schedule("nightly").orElseThrow(),
        wreck.config().server("shop").orElseThrow(),
        source.facts(),
        Stream.of(databases).map(DumpUnit::of).toList(),
        new Inventories(sources(), new ServerInspector(), source.login(), control),
        targets().all(wreck.config().storages()),
        Settings.STANDARD,
        StreamEncryption.NONE,
        List.of(),
        new AccountScript());
  }

  public RunExecution execution(RunQueue queue) {
    SealedVault vault = new SealedVault(MasterKey.generate(), List.of(), name -> null);
    RunPreparation preparation =
        new RunPreparation(
            wreck::config, vault, sources(), targets(), new Keyring(wreck::config, vault));
    BackupRunner runner =
        new BackupRunner(preparation, databaseBackup(engine(r -> null)), wreck::now);
    RunExecution.Surroundings around =
        new RunExecution.Surroundings(queue, outcomes(), wreck::config, wreck::now, ticker);
    return new RunExecution(runner, wreck.afterRun(), around, new BackupListener() {});
  }

  private RunPreparation.Sources sources() {
    SealedVault vault = new SealedVault(MasterKey.generate(), List.of(), name -> null);
    return new RunPreparation.Sources(
        CONNECTOR, new Preflight(vault, CONNECTOR, new DumpTools(source.finder())));
  }

  private TargetStorages targets() {
    return new TargetStorages(storage -> wreck.storages.get(storage.name()), "host-a");
  }

  public static DumpEngine engine(Function<DumpRequest, OpenDump> open) {
    return new DumpEngine() {
      @Override
      public String name() {
        return "mysqldump";
      }

      @Override
      public OpenDump open(DumpRequest request) {
        return open.apply(request);
      }

      @Override
      public DumpPreview preview(DumpRequest request) {
        throw new UnsupportedOperationException("not what is tested");
      }
    };
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}

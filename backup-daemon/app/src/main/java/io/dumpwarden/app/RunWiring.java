package io.dumpwarden.app;

import io.dumpwarden.backup.AfterRun;
import io.dumpwarden.backup.BackupListener;
import io.dumpwarden.backup.BackupManager;
import io.dumpwarden.backup.BackupPreview;
import io.dumpwarden.backup.BackupRunner;
import io.dumpwarden.backup.ChildProcesses;
import io.dumpwarden.backup.DatabaseBackup;
import io.dumpwarden.backup.RunExecution;
import io.dumpwarden.backup.RunPreparation;
import io.dumpwarden.backup.TargetStorages;
import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.metadata.JdbiNodeRegistry;
import io.dumpwarden.metadata.JdbiVerifications;
import io.dumpwarden.node.Node;
import io.dumpwarden.node.NodeLease;
import io.dumpwarden.outcome.OutcomeJournal;
import io.dumpwarden.pipeline.CompressionMemory;
import io.dumpwarden.pipeline.CompressionRoom;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.sweep.CopySweeper;
import io.dumpwarden.sweep.RunRecovery;
import io.dumpwarden.sweep.StraySweep;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what runs backups in this process; the daemon and `run --wait` without a daemon use
 * the same.
 */
final class RunWiring {

  private static final Duration SOURCE_SOCKET_TIMEOUT = Duration.ofMinutes(2);

  private final Platform platform;
  private final String host = EnvironmentReader.hostName();
  private final OutcomeJournal outcomes;
  private final ChildProcesses children;

  private final Executor background;
  private final Keyring keys;

  /** For a command, which is to have done everything when it ends. */
  RunWiring(Platform platform) {
    this(platform, Runnable::run, platform.keyring());
  }

  /**
   * For a command that was given a key.
   *
   * @param key null for none
   */
  static RunWiring with(Platform platform, @Nullable GivenKey key) {
    return new RunWiring(platform, Runnable::run, platform.keyring(key));
  }

  /**
   * @param background for what follows a run and may wait for a storage
   */
  RunWiring(Platform platform, Executor background) {
    this(platform, background, platform.keyring());
  }

  private RunWiring(Platform platform, Executor background, Keyring keys) {
    this.platform = platform;
    this.keys = keys;
    this.background = background;
    this.outcomes = platform.outcomes();
    this.children = new ChildProcesses(platform.data().children());
  }

  OutcomeJournal outcomes() {
    return outcomes;
  }

  ChildProcesses children() {
    return children;
  }

  BackupManager manager() {
    return new BackupManager(platform.queue(), platform.clock());
  }

  RetentionRunner retention() {
    return platform.retention();
  }

  RunExecution execution(ScheduledExecutorService ticker, BackupListener listener) {
    RunExecution.Surroundings around =
        new RunExecution.Surroundings(
            platform.queue(), outcomes, platform.snapshots(), platform.clock(), ticker);
    return new RunExecution(runner(listener), afterRun(), around, listener);
  }

  RunRecovery recovery() {
    return new RunRecovery(nodes(), platform.queue(), sweeper(), afterRun(), platform.clock());
  }

  StraySweep straySweep() {
    return new StraySweep(
        platform.snapshots(),
        platform.storages(),
        new StraySweep.Known(
            platform.queue(), platform.catalog(), new JdbiVerifications(platform.store())),
        sweeper());
  }

  CopySweeper sweeper() {
    return new CopySweeper(
        platform.snapshots(),
        platform.storages(),
        platform.catalog(),
        platform.manifests(),
        platform.clock());
  }

  NodeLease lease(Node node) {
    return new NodeLease(node, nodes(), platform.clock());
  }

  JdbiNodeRegistry nodes() {
    return new JdbiNodeRegistry(platform.store());
  }

  private AfterRun afterRun() {
    return new AfterRun(
        platform.queue(), retention(), platform.snapshots(), platform.clock(), background);
  }

  private DumpEngines engines() {
    return Engines.with(new DumpTools(platform.programs()), platform.clock());
  }

  BackupPreview preview() {
    return new BackupPreview(
        preparation(), engines(), platform.catalog(), retention(), platform.clock());
  }

  private RunPreparation preparation() {
    ServerConnector connector = new ServerConnector(SOURCE_SOCKET_TIMEOUT);
    DumpTools tools = new DumpTools(platform.programs());
    return new RunPreparation(
        platform.snapshots(),
        platform.vault(),
        new RunPreparation.Sources(connector, new Preflight(platform.vault(), connector, tools)),
        new TargetStorages(platform.storages(), host),
        keys);
  }

  private BackupRunner runner(BackupListener listener) {
    return new BackupRunner(preparation(), databaseBackup(listener), platform.clock());
  }

  private DatabaseBackup databaseBackup(BackupListener listener) {
    DatabaseBackup.Resources resources =
        new DatabaseBackup.Resources(
            platform.data().temporary(),
            new CompressionRoom(
                Runtime.getRuntime().availableProcessors(),
                CompressionMemory.Limits.ofThisProcess()),
            children,
            listener,
            platform.clock());
    return new DatabaseBackup(
        engines(), platform.catalog(), outcomes, platform.manifests(), resources);
  }
}

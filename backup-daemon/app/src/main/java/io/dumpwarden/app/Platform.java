package io.dumpwarden.app;

import io.dumpwarden.access.AccessStore;
import io.dumpwarden.access.ConfigEditor;
import io.dumpwarden.access.Passwords;
import io.dumpwarden.access.TokenEditor;
import io.dumpwarden.access.UserEditor;
import io.dumpwarden.anomaly.AnomalyStore;
import io.dumpwarden.anomaly.BackupJudge;
import io.dumpwarden.backup.BackupPreview;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.CatalogSummary;
import io.dumpwarden.catalog.ConfiguredStorages;
import io.dumpwarden.catalog.KnownStorages;
import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.ConfigRows;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SnapshotReader;
import io.dumpwarden.config.Storage;
import io.dumpwarden.drill.DrillStore;
import io.dumpwarden.dump.ProgramFinder;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.metadata.JdbiAnomalyStore;
import io.dumpwarden.metadata.JdbiApiTokens;
import io.dumpwarden.metadata.JdbiAuditLog;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiCatalogSummary;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.metadata.JdbiConfigRows;
import io.dumpwarden.metadata.JdbiDrillStore;
import io.dumpwarden.metadata.JdbiKeyCheckStore;
import io.dumpwarden.metadata.JdbiKeyUses;
import io.dumpwarden.metadata.JdbiKnownServers;
import io.dumpwarden.metadata.JdbiKnownStorages;
import io.dumpwarden.metadata.JdbiLoginFailures;
import io.dumpwarden.metadata.JdbiReportFacts;
import io.dumpwarden.metadata.JdbiRestoreStore;
import io.dumpwarden.metadata.JdbiRowStates;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.JdbiScanStore;
import io.dumpwarden.metadata.JdbiSessions;
import io.dumpwarden.metadata.JdbiUsers;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.outcome.OutcomeJournal;
import io.dumpwarden.report.EvidenceReport;
import io.dumpwarden.report.ReportScope;
import io.dumpwarden.restore.Restore;
import io.dumpwarden.restore.RestoreStore;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.RunQueue;
import io.dumpwarden.scan.KnownServers;
import io.dumpwarden.scan.ScanStore;
import io.dumpwarden.scan.ServerScanner;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.view.AskedRetention;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon and every command share: data directory, metadata store, secrets, the services
 * over the rows. Opened once, closed once.
 */
public final class Platform implements AutoCloseable {

  private final DaemonConfig config;
  private final DataDirectory data;
  private final MetadataAccess metadata;
  private final MasterKey masterKey;
  private final SecretVault vault;
  private final ConfiguredStorages storages;
  private final SnapshotReader snapshots;
  private final Keyring keyring;
  private final InstantSource clock;
  private final Passwords passwords = new Passwords();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Platform(
      DaemonConfig config, DataDirectory data, MetadataAccess metadata, InstantSource clock) {
    this.config = config;
    this.data = data;
    this.metadata = metadata;
    this.clock = clock;
    this.masterKey = new MasterKeys(config, data).keyFor(new JdbiKeyCheckStore(metadata.store()));
    this.vault =
        new SealedVault(
            masterKey, List.of(data.secrets(), Path.of("/run/secrets")), System.getenv()::get);
    this.storages = new ConfiguredStorages(vault, data.temporary(), clock);
    this.snapshots = new SnapshotReader(rows());
    this.keyring = new Keyring(snapshots, vault);
  }

  /**
   * Opens everything, starting the embedded metadata server where it is the store and does not run.
   */
  public static Platform open(DaemonConfig config, DataDirectory data) {
    InstantSource clock = machineClock();
    data.prepareTemporary();
    MetadataAccess metadata = MetadataAccess.open(config, data);
    try {
      return new Platform(config, data, metadata, clock);
    } catch (RuntimeException e) {
      metadata.close();
      throw e;
    }
  }

  /** This machine's clock: everything else is given one. */
  static InstantSource machineClock() {
    return InstantSource.system();
  }

  public DaemonConfig config() {
    return config;
  }

  MasterKey masterKey() {
    return masterKey;
  }

  DataDirectory data() {
    return data;
  }

  MetadataAccess metadata() {
    return metadata;
  }

  public MetadataStore store() {
    return metadata.store();
  }

  public InstantSource clock() {
    return clock;
  }

  public SecretVault vault() {
    return vault;
  }

  public ConfiguredStorages storages() {
    return storages;
  }

  /** Which local storages are at home on this node. */
  LocalStorages localStorages() {
    return new LocalStorages(data.knownStorages(), storages);
  }

  /** Makes a new storage; one that is made here is at home here, whatever becomes of its disk. */
  public void initialise(Storage storage) {
    storages.initialise(storage);
    localStorages().isOfAnother(storage);
  }

  public ConfigRows rows() {
    return new JdbiConfigRows(store());
  }

  public JdbiRowStates rowStates() {
    return new JdbiRowStates(store());
  }

  public JdbiAuditLog audit() {
    return new JdbiAuditLog(store());
  }

  /** Who may use the admin server. */
  public AccessStore access() {
    return new AccessStore(
        new JdbiUsers(store()),
        new JdbiSessions(store()),
        new JdbiApiTokens(store()),
        new JdbiLoginFailures(store()),
        audit());
  }

  /** Changes users. */
  public UserEditor users() {
    return new UserEditor(access(), passwords, clock);
  }

  /** Makes and revokes tokens. */
  public TokenEditor tokens() {
    return new TokenEditor(access(), clock);
  }

  /** Hashes and checks passwords: one for the process, since it bounds how many at a time. */
  public Passwords passwords() {
    return passwords;
  }

  public ConfigEditor editor() {
    return new ConfigEditor(rows(), vault, audit(), clock);
  }

  /** The configuration as the rows are at each call. */
  public Supplier<ConfigSnapshot> snapshots() {
    return snapshots;
  }

  public RunQueue queue() {
    return new JdbiRunQueue(store());
  }

  public BackupCatalog catalog() {
    return new JdbiBackupCatalog(store());
  }

  /** The history of restores. */
  public RestoreStore restores() {
    return new JdbiRestoreStore(store());
  }

  /** Ends restores whose process died; answers which. */
  public List<Restore> recoverRestores() {
    return RestoreWiring.recovery(this).recover();
  }

  /** In what backups differ from those before them. */
  public AnomalyStore anomalies() {
    return new JdbiAnomalyStore(store());
  }

  /** Drills on record. */
  public DrillStore drills() {
    return new JdbiDrillStore(store());
  }

  /** Evidence of what was done in a span of time. */
  public EvidenceReport report(ReportScope scope) {
    return new EvidenceReport(
        scope, clock.instant(), new JdbiReportFacts(store()), drills(), snapshots().get());
  }

  /** What is remembered of servers. */
  public KnownServers knownServers() {
    return new JdbiKnownServers(store());
  }

  /** What is remembered of storages. */
  public KnownStorages knownStorages() {
    return new JdbiKnownStorages(store());
  }

  /** Figures of what was stored. */
  public CatalogSummary catalogSummary() {
    return new JdbiCatalogSummary(store());
  }

  /** What was last seen of each server. */
  public ScanStore scans() {
    return new JdbiScanStore(store());
  }

  public ServerScanner scanner(ServerConnector connector) {
    return new ServerScanner(vault, connector, scans(), clock);
  }

  /** Reads and signs manifests. */
  public ManifestFormat manifests() {
    return new ManifestFormat(masterKey::manifestMac);
  }

  OutcomeJournal outcomes() {
    return new OutcomeJournal(data.outcomes(), catalog(), queue(), judge()::judge);
  }

  /** Holds backups against those before them. */
  BackupJudge judge() {
    return new BackupJudge(anomalies(), catalog()::find, manifests(), clock);
  }

  public ProgramFinder programs() {
    return Programs.finder(config, data, System.getenv());
  }

  /** The keys that backups are encrypted with. */
  public Keyring keyring() {
    return keyring;
  }

  /** How many stored backups need an encryption key. */
  public long backupsOfKey(String id) {
    return new JdbiKeyUses(store()).storedBackups(id);
  }

  /**
   * The same, and one that a command was given.
   *
   * @param given null for none
   */
  public Keyring keyring(@Nullable GivenKey given) {
    return given == null ? keyring() : keyring().with(given.id(), given.secret());
  }

  /**
   * Says what runs would do.
   *
   * @param given a key beside those that the rows hold; null for none
   */
  public BackupPreview preview(@Nullable GivenKey given) {
    return RunWiring.with(this, given).preview();
  }

  /** Retention, which previews and applies the rules. */
  public RetentionRunner retention() {
    return new RetentionRunner(snapshots(), catalog(), storages, clock, store()::now)
        .judging(judge()::catchUp);
  }

  /** The same, audited and on one node at a time. */
  public AskedRetention askedRetention() {
    return new AskedRetention(retention(), new JdbiClusterLock(store()), audit(), clock);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      storages.close();
      metadata.close();
      data.deleteTemporary();
    }
  }
}

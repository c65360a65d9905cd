package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.ConfiguredStorages;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.config.Schedule;
import io.dumpwarden.config.Storage;
import io.dumpwarden.dump.DumpEngine;
import io.dumpwarden.dump.DumpEngines;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.Source;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.metadata.TestRuns;
import io.dumpwarden.node.Node;
import io.dumpwarden.outcome.OutcomeJournal;
import io.dumpwarden.pipeline.CompressionMemory;
import io.dumpwarden.pipeline.CompressionRoom;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.ActiveRun;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunLog;
import io.dumpwarden.run.RunMeter;
import io.dumpwarden.run.RunProgress;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StoredObject;
import io.dumpwarden.storage.memory.MemoryStorage;
import io.dumpwarden.sweep.CopySweeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real server, a real metadata store, and everything that makes runs of the one in the other. */
public final class Bench implements AutoCloseable {

  private static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  public final Source source;
  public final TestDatabase database = TestDatabase.migrated(TestEngine.MARIADB_11_4);
  public final JdbiRunQueue queue;
  public final JdbiBackupCatalog catalog;
  public final ManifestFormat manifests = new ManifestFormat(MasterKey.generate()::manifestMac);
  public final Map<String, StorageProvider> storages = new ConcurrentHashMap<>();
  public final List<ConfigRow> rows = new ArrayList<>();
  public final Keyring keys;
  private final SealedVault vault;
  private final ConfiguredStorages configured;
  private final Path folder;
  private final Node node = TestRuns.node("bench");
  private Instant now = Instant.parse("2026-10-05T12:00:00Z");

  /**
   * @param folder for what runs leave on this machine
   * @param storageNames kept in memory
   */
  public Bench(Path folder, String... storageNames) {
    this(TestEngine.MARIADB_11_4, folder, storageNames);
  }

  /**
   * @param engine of the server that is backed up
   */
  public Bench(TestEngine engine, Path folder, String... storageNames) {
    this.source = Source.of(Engines.shared(engine));
    this.folder = folder;
    this.vault =
        new SealedVault(
            MasterKey.generate(), List.of(), name -> source.login().password().reveal());
    this.configured = new ConfiguredStorages(vault, folder, this::now);
    MetadataStore store = database.store();
    this.queue = new JdbiRunQueue(store);
    this.catalog = new JdbiBackupCatalog(store);
    this.keys = new Keyring(this::config, vault);
    rows.add(server(source.login().user(), null));
    for (String name : storageNames) {
      storages.put(name, new MemoryStorage(this::now));
      ConfigRow row = SampleRows.local(name);
      rows.add(new ConfigRow(row.kind(), "id-of-" + name, row.fields(), 1, now, now));
      rows.add(SampleRows.rule("nightly", name));
    }
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public ConfigSnapshot config() {
    return ConfigSnapshot.of(rows);
  }

  /** Has the server {@code shop} backed up by another account than root. */
  public void backUpAs(String user, String... grants) throws Exception {
    source.execute(
        "DROP USER IF EXISTS %s@'%%'".formatted(user),
        "CREATE USER %s@'%%' IDENTIFIED BY 'test-password'".formatted(user));
    for (String grant : grants) {
      source.execute("GRANT %s TO %s@'%%'".formatted(grant, user));
    }
    rows.set(0, server(user, "test-password"));
  }

  private ConfigRow server(String user, String password) {
    return SampleRows.server(
        "shop",
        "flavor",
        source.engine().flavor(),
        "host",
        source.login().host(),
        "port",
        "" + source.login().port(),
        "username",
        user,
        "password",
        password == null ? "env:DUMPWARDEN_SECRET_TEST" : password,
        "tls_mode",
        "preferred");
  }

  /** A run of a schedule with these columns, at work. */
  public ActiveRun scheduled(String... columns) {
    rows.removeIf(row -> row.key().equals("nightly"));
    rows.add(SampleRows.schedule("nightly", columns));
    pass(Duration.ofMinutes(1));
    return claimed(TestRuns.queued("nightly", "shop", now));
  }

  /** A run that somebody asked for in these words, at work. */
  public ActiveRun asked(String... words) {
    return claimed(wished(words));
  }

  public Run wished(String... words) {
    Map<String, String> spec = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      spec.put(words[i], words[i + 1]);
    }
    pass(Duration.ofMinutes(1));
    Run bare = TestRuns.queued(Schedule.MANUAL, "shop", now);
    return new Run(
        Ids.next(),
        bare.schedule(),
        bare.server(),
        "manual",
        RunTrigger.CLI,
        now,
        1,
        bare.status(),
        now,
        now,
        null,
        null,
        null,
        RunProgress.NONE,
        false,
        new RunRequest("somebody (cli)", null, spec, null),
        null);
  }

  private ActiveRun claimed(Run run) {
    queue.offer(run);
    Run mine = queue.claim(node, run.id()).orElseThrow();
    return active(mine);
  }

  public ActiveRun active(Run run) {
    return new ActiveRun(
        run, new RunControl(Thread.currentThread()), new RunMeter(), new RunLog(this::now));
  }

  public RunEnd run(ActiveRun active) {
    return run(active, source.dumper());
  }

  /** On the calling thread, which nobody interrupts afterwards. */
  public RunEnd run(ActiveRun active, DumpEngine engine) {
    try {
      return new BackupRunner(preparation(), databaseBackup(engine), this::now).run(active);
    } finally {
      active.control().finish();
    }
  }

  public BackupPreview preview() {
    return new BackupPreview(
        preparation(), DumpEngines.only(source.dumper()), catalog, retention(), this::now);
  }

  public RetentionRunner retention() {
    return new RetentionRunner(this::config, catalog, this::open, this::now, this::now);
  }

  public CopySweeper sweeper() {
    return new CopySweeper(this::config, this::open, catalog, manifests, this::now);
  }

  public StorageProvider open(Storage storage) {
    StorageProvider inMemory = storages.get(storage.name());
    return inMemory == null ? configured.open(storage) : inMemory;
  }

  public DatabaseBackup databaseBackup(DumpEngine engine) {
    DatabaseBackup.Resources resources =
        new DatabaseBackup.Resources(
            folder,
            new CompressionRoom(1, CompressionMemory.Limits.ofThisProcess()),
            new ChildProcesses(folder.resolve("children")),
            new BackupListener() {},
            this::now);
    OutcomeJournal outcomes =
        new OutcomeJournal(folder.resolve("outcomes"), catalog, queue, any -> List.of());
    return new DatabaseBackup(DumpEngines.only(engine), catalog, outcomes, manifests, resources);
  }

  public RunPreparation preparation() {
    return new RunPreparation(
        this::config,
        vault,
        new RunPreparation.Sources(
            CONNECTOR, new Preflight(vault, CONNECTOR, new DumpTools(source.finder()))),
        new TargetStorages(this::open, "host-a"),
        keys);
  }

  public List<Backup> backups(ActiveRun active) {
    return catalog.ofRun(active.run().id());
  }

  public Backup onlyBackup(ActiveRun active) {
    List<Backup> backups = backups(active);
    if (backups.size() != 1) {
      throw new AssertionError(backups);
    }
    return backups.get(0);
  }

  public Manifest manifest(Backup backup) {
    return manifests.read(backup.result().manifest());
  }

  public List<String> keys(String storage) {
    return storages.get(storage).list("").map(StoredObject::key).map(ObjectKey::value).toList();
  }

  public byte[] bytes(String storage, ObjectKey key) {
    try (InputStream in = storages.get(storage).read(key, 0)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectKey key(Backup backup) {
    return new ObjectKey(backup.copies().get(0).key());
  }

  public static ObjectKey usersKey(Backup backup) {
    return KeyLayout.usersKey(key(backup));
  }

  @Override
  public void close() {
    configured.close();
    database.closeStores();
  }
}

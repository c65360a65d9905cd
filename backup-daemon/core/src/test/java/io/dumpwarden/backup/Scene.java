package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiNodeRegistry;
import io.dumpwarden.metadata.JdbiRunQueue;
import io.dumpwarden.metadata.JdbiVerifications;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.node.Node;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.Run;
import io.dumpwarden.run.RunRequest;
import io.dumpwarden.run.RunTrigger;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.memory.MemoryStorage;
import io.dumpwarden.sweep.CopySweeper;
import io.dumpwarden.sweep.RunRecovery;
import io.dumpwarden.sweep.StraySweep;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** A real metadata store, one schedule of one server, and a storage in memory. */
public final class Scene implements AutoCloseable {

  public final TestDatabase database = TestDatabase.migrated(TestEngine.MARIADB_11_4);
  public final SettableClock clock = new SettableClock();
  public final MemoryStorage storage = new MemoryStorage(clock);
  public final ManifestFormat manifests = new ManifestFormat(bytes -> "" + bytes.length);
  public final ConfigSnapshot config;
  public final JdbiRunQueue queue;
  public final JdbiBackupCatalog catalog;
  public final JdbiNodeRegistry nodes;

  public Scene(ConfigRow... schedules) {
    MetadataStore store = database.store();
    List<ConfigRow> rows =
        new java.util.ArrayList<>(
            List.of(
                SampleRows.server("shop"),
                SampleRows.s3("disk", "{\"bucket\": \"backups\"}"),
                SampleRows.rule("nightly", "disk")));
    rows.addAll(List.of(schedules));
    this.config = ConfigSnapshot.of(rows);
    this.queue = new JdbiRunQueue(store);
    this.catalog = new JdbiBackupCatalog(store);
    this.nodes = new JdbiNodeRegistry(store);
  }

  public AfterRun afterRun() {
    RetentionRunner retention =
        new RetentionRunner(() -> config, catalog, s -> storage, clock, clock);
    return new AfterRun(queue, retention, () -> config, clock, Runnable::run);
  }

  public CopySweeper sweeper() {
    return new CopySweeper(() -> config, s -> storage, catalog, manifests, clock);
  }

  public RunRecovery recovery() {
    return new RunRecovery(nodes, queue, sweeper(), afterRun(), clock);
  }

  public StraySweep strays() {
    return new StraySweep(
        () -> config,
        s -> storage,
        new StraySweep.Known(queue, catalog, new JdbiVerifications(database.store())),
        sweeper());
  }

  public Node node(String name) {
    return new Node(Ids.next(), name, "here", Node.Kind.DAEMON, 42, Instant.EPOCH, clock.instant());
  }

  /** A run of the schedule that this node is at. */
  public Run running(Node node) {
    BackupManager manager = new BackupManager(queue, clock);
    Run run =
        manager
            .launch(
                new BackupManager.LaunchRequest(
                    config.schedule("nightly").orElseThrow(),
                    "shop",
                    RunTrigger.CLI,
                    clock.instant(),
                    RunRequest.by("test (cli)")),
                config)
            .get(0);
    return queue.claim(node, run.id()).orElseThrow();
  }

  /** A backup that has been begun and written in part. */
  public Backup begun(Run run, String scope) {
    ObjectKey key = key(run, scope);
    StorageWriter writer = storage.open(key, OptionalLong.empty());
    writer.write(new byte[10], 0, 10);
    Backup backup = backup(run, scope, writer.pending().uploadId());
    catalog.begin(backup);
    return backup;
  }

  public static ObjectKey key(Run run, String scope) {
    return KeyLayout.dumpKey(
        new KeyLayout.Folder("shop", "daily", scope),
        KeyLayout.FileName.of(Instant.EPOCH, run.id(), ""));
  }

  public void put(ObjectKey key, String contents) {
    byte[] bytes = contents.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    StorageWriter writer = storage.open(key, OptionalLong.empty());
    writer.write(bytes, 0, bytes.length);
    writer.commit();
  }

  private Backup backup(Run run, String scope, String uploadId) {
    String id = Ids.next();
    Copy copy =
        new Copy(
            Ids.next(),
            id,
            "disk",
            config.storage("disk").orElseThrow().id(),
            null,
            key(run, scope).value(),
            uploadId,
            CopyStatus.PENDING,
            0,
            null,
            null,
            null,
            null,
            null);
    return new Backup(
        id,
        run.id(),
        run.schedule(),
        run.server(),
        run.type(),
        scope,
        List.of(scope),
        "mysqldump",
        BackupStatus.RUNNING,
        clock.instant(),
        null,
        false,
        null,
        null,
        null,
        List.of(copy),
        List.of());
  }

  @Override
  public void close() {
    database.closeStores();
  }
}

package io.dumpwarden.backup;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.StorageOpener;
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
import io.dumpwarden.metadata.TestRuns;
import io.dumpwarden.node.Node;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.run.Run;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import io.dumpwarden.storage.memory.MemoryStorage;
import io.dumpwarden.sweep.CopySweeper;
import io.dumpwarden.sweep.RunRecovery;
import io.dumpwarden.sweep.StraySweep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A node that died during a run, what it left, and those who clear up after it. */
public final class Wreck implements AutoCloseable {

  public final Node dead = TestRuns.node("dead");
  public final MetadataStore store;
  public final TestDatabase database;
  public final JdbiRunQueue queue;
  public final JdbiBackupCatalog catalog;
  public final JdbiNodeRegistry nodes;
  public final ManifestFormat manifests = new ManifestFormat(MasterKey.generate()::manifestMac);
  public final Map<String, StorageProvider> storages = new ConcurrentHashMap<>();
  private final ConfigSnapshot config;
  private Instant now = Instant.parse("2026-10-05T12:00:00Z");

  public Wreck(String... storageNames) {
    this.database = TestDatabase.migrated(TestEngine.MARIADB_11_4);
    this.store = database.store();
    this.queue = new JdbiRunQueue(store);
    this.catalog = new JdbiBackupCatalog(store);
    this.nodes = new JdbiNodeRegistry(store);
    List<ConfigRow> rows = new ArrayList<>();
    rows.add(SampleRows.server("shop"));
    rows.add(SampleRows.schedule("nightly", "max_attempts", "2", "retry_backoff", "1s"));
    for (String name : storageNames) {
      ConfigRow row = SampleRows.local(name);
      rows.add(new ConfigRow(row.kind(), "id-of-" + name, row.fields(), 1, now, now));
      storages.put(name, new MemoryStorage(this::now));
    }
    this.config = ConfigSnapshot.of(rows);
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** A run of the dead node, at work. */
  public Run run() {
    return runOf(dead);
  }

  public Run runOf(Node node) {
    nodes.renew(node, Duration.ZERO);
    Run run = TestRuns.queued("nightly", "shop", TestRuns.FIRE.plusNanos(1000L * storages.size()));
    queue.offer(run);
    return queue.claim(node, run.id()).orElseThrow();
  }

  /** A backup that was begun, with a write open on every storage. */
  public Backup begun(String runId, String host, String... names) {
    Backup bare = TestRuns.begun(runId, "shop", "shop");
    ObjectKey key = ObjectKey.of("shop", bare.id() + ".sql");
    List<Copy> copies = new ArrayList<>();
    for (String name : names) {
      StorageWriter writer = storages.get(name).open(key, OptionalLong.empty());
      copies.add(copy(bare.id(), name, host, key, writer.pending().uploadId()));
    }
    Backup begun = with(bare, copies);
    catalog.begin(begun);
    return begun;
  }

  public void put(String storage, ObjectKey key, String contents) {
    StorageWriter writer = storages.get(storage).open(key, OptionalLong.empty());
    byte[] bytes = contents.getBytes(StandardCharsets.UTF_8);
    writer.write(bytes, 0, bytes.length);
    writer.commit();
  }

  public void putDump(Backup backup, String storage) {
    put(storage, key(backup), "dump");
  }

  public void putManifest(Backup backup, String storage, ManifestFormat signed, long bytes) {
    put(storage, KeyLayout.manifestKey(key(backup)), signed.sign(manifest(backup, bytes)));
  }

  public boolean isThere(Backup backup, String storage) {
    return storages.get(storage).stat(key(backup)).isPresent();
  }

  public static ObjectKey key(Backup backup) {
    return new ObjectKey(backup.copies().get(0).key());
  }

  public CopySweeper sweeper() {
    return sweeperWithout("");
  }

  /** On a machine where one of the storages is not to be seen. */
  public CopySweeper sweeperWithout(String unseen) {
    StorageOpener opener =
        storage -> {
          if (storage.name().equals(unseen)) {
            throw new StorageException(
                StorageException.Kind.NOT_RECOGNISED, "there is no marker of " + unseen);
          }
          return storages.get(storage.name());
        };
    return new CopySweeper(() -> config, opener, catalog, manifests, this::now);
  }

  public RunRecovery recovery() {
    return new RunRecovery(nodes, queue, sweeper(), afterRun(), this::now);
  }

  public StraySweep straySweep() {
    return new StraySweep(
        () -> config,
        storage -> storages.get(storage.name()),
        new StraySweep.Known(queue, catalog, new JdbiVerifications(store)),
        sweeper());
  }

  public AfterRun afterRun() {
    RetentionRunner retention =
        new RetentionRunner(
            () -> config, catalog, s -> storages.get(s.name()), this::now, this::now);
    return new AfterRun(queue, retention, () -> config, this::now, Runnable::run);
  }

  public ConfigSnapshot config() {
    return config;
  }

  public Backup found(Backup backup) {
    return catalog.find(backup.id()).orElseThrow();
  }

  @Override
  public void close() {
    database.closeStores();
  }

  private static Copy copy(String backup, String name, String host, ObjectKey key, String upload) {
    return new Copy(
        TestRuns.id(),
        backup,
        name,
        "id-of-" + name,
        host.isEmpty() ? null : host,
        key.value(),
        upload,
        CopyStatus.PENDING,
        0,
        null,
        null,
        null,
        null,
        null);
  }

  private static Backup with(Backup bare, List<Copy> copies) {
    return new Backup(
        bare.id(),
        bare.runId(),
        bare.schedule(),
        bare.server(),
        bare.type(),
        bare.scope(),
        bare.databases(),
        bare.engine(),
        BackupStatus.RUNNING,
        bare.startedAt(),
        null,
        false,
        null,
        null,
        null,
        copies,
        List.of());
  }

  public static Manifest manifest(Backup backup, long bytes) {
    return new Manifest(
        1,
        backup.id(),
        backup.runId(),
        backup.schedule(),
        backup.type(),
        null,
        new Manifest.ServerIdentity("shop", "db.example.com", 3306, "mariadb", "11.4"),
        backup.scope(),
        backup.databases(),
        backup.startedAt(),
        backup.startedAt(),
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "11.4", List.of()),
        List.of(new Manifest.StoredFile(key(backup).value(), bytes, "ab".repeat(32))),
        new Manifest.Raw(9, "xxh3-64", "0123456789abcdef"),
        null,
        new Manifest.CompressionUsed("none", 0),
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}

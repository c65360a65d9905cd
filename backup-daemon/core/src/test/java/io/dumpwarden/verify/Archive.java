package io.dumpwarden.verify;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.ConfiguredStorages;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.ConfigSnapshot;
import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.config.SampleRows;
import io.dumpwarden.config.Storage;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiClusterLock;
import io.dumpwarden.metadata.JdbiVerifications;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.metadata.TestDatabase;
import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.DumpPipeline;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.FramedFile;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.pipeline.StoredDigest;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.retention.RetentionRunner;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A real metadata store, real folders and buckets, and backups put into them by hand. */
final class Archive implements AutoCloseable {

  static final String SQL =
      """
      /*M!999999\\- enable the sandbox mode */
      -- MariaDB dump 10.19
      CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop`;
      USE `shop`;
      CREATE TABLE `t` (`a` int(11) NOT NULL);
      INSERT INTO `t` VALUES (1),
      (2);
      -- Dump completed on 2026-10-05 12:00:00
      """;

  final TestDatabase database = TestDatabase.migrated(TestEngine.MARIADB_11_4);
  final MetadataStore store = database.store();
  final JdbiBackupCatalog catalog = new JdbiBackupCatalog(store);
  final JdbiVerifications verifications = new JdbiVerifications(store);
  final ManifestFormat manifests = new ManifestFormat(MasterKey.generate()::manifestMac);
  final List<ConfigRow> rows = new ArrayList<>();

  /** What is opened instead of what the rows say. */
  final Map<String, StorageProvider> instead = new HashMap<>();

  final RateLimit rate = new RateLimit(0, this::now, duration -> pass(duration));
  Keyring keys = Keyring.empty().with("k1", Secret.of("a passphrase"));
  private final ConfiguredStorages configured;
  private final Path folder;
  private Instant now = Instant.parse("2026-10-05T12:00:00Z");

  Archive(Path folder, String... disks) {
    this.folder = folder;
    this.configured =
        new ConfiguredStorages(
            new SealedVault(MasterKey.generate(), List.of(), name -> "test-secret"),
            folder,
            this::now);
    rows.add(SampleRows.server("shop"));
    rows.add(SampleRows.schedule("nightly"));
    for (String disk : disks) {
      add(SampleRows.local(disk, "settings", "{\"path\": \"%s\"}".formatted(root(disk))), disk);
      configured.initialise(storage(disk));
    }
  }

  void bucket(String name, URI endpoint) {
    String settings =
        """
        {"endpoint": "%s", "bucket": "backups", "path_style": "true", "prefix": "%s",
         "access_key": "test-access"}
        """
            .formatted(endpoint, name);
    add(SampleRows.s3(name, settings, "secret_key", "env:DUMPWARDEN_SECRET_TEST"), name);
  }

  private void add(ConfigRow row, String name) {
    rows.add(new ConfigRow(row.kind(), "id-of-" + name, row.fields(), 1, now, now));
    rows.add(SampleRows.rule("nightly", name));
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  ConfigSnapshot config() {
    return ConfigSnapshot.of(rows);
  }

  Storage storage(String name) {
    return config().storage(name).orElseThrow();
  }

  StorageProvider open(Storage storage) {
    StorageProvider other = instead.get(storage.name());
    return other == null ? configured.open(storage) : other;
  }

  StorageProvider provider(String name) {
    return configured.open(storage(name));
  }

  Path root(String disk) {
    return folder.resolve(disk);
  }

  Path file(String disk, ObjectKey key) {
    return root(disk).resolve(key.value());
  }

  CopyVerifier verifier() {
    return new CopyVerifier(
        catalog,
        verifications,
        new CopyCheck(this::config, this::open, manifests, keys, rate),
        retention(),
        this::now);
  }

  RetentionRunner retention() {
    return new RetentionRunner(this::config, catalog, this::open, this::now, this::now);
  }

  RoutineVerification routine(java.util.function.Predicate<Storage> isOfAnother) {
    return new RoutineVerification(
        new RoutineVerification.Surroundings(
            this::config, isOfAnother, new JdbiClusterLock(store), this::now),
        verifications,
        verifier(),
        rate);
  }

  /** How a backup is made. */
  record Making(
      String sql,
      Compression.Algorithm compression,
      boolean encrypted,
      List<Inventory> held,
      boolean framed) {

    Making(String sql, Compression.Algorithm compression, boolean encrypted, List<Inventory> held) {
      this(sql, compression, encrypted, held, false);
    }

    static final Making PLAIN =
        new Making(SQL, Compression.Algorithm.ZSTD, false, List.of(Inventory.empty("shop")));

    static final Making ENCRYPTED =
        new Making(SQL, Compression.Algorithm.ZSTD, true, List.of(Inventory.empty("shop")));

    /** Each line a frame. */
    Making inFrames() {
      return new Making(sql, compression, encrypted, held, true);
    }

    int level() {
      return compression == Compression.Algorithm.NONE ? 0 : 3;
    }

    Making of(String otherSql) {
      return new Making(otherSql, compression, encrypted, held, framed);
    }

    Making holding(Inventory... inventories) {
      return new Making(sql, compression, encrypted, List.of(inventories), framed);
    }
  }

  /** A good backup with the accounts beside it, on these storages. */
  Backup backup(Making making, String... storages) {
    return backup(making, List.of(storages), List.of());
  }

  /** The same, whose run could not store it on some of them. */
  Backup backup(Making making, List<String> stored, List<String> failed) {
    pass(Duration.ofMinutes(1));
    StreamEncryption encryption =
        making.encrypted()
            ? keys.encryption(new EncryptionChoice(EncryptionChoice.Type.AES_256_GCM, "k1"))
            : StreamEncryption.NONE;
    DumpPipeline.Stages stages =
        new DumpPipeline.Stages(
            new Compression(making.compression(), making.level()), 1, encryption);
    Packed dump =
        making.framed() ? Packed.framed(making.sql(), stages) : Packed.of(making.sql(), stages);
    Packed users = Packed.of("CREATE USER 'a'@'b';\n", stages);
    ObjectKey key =
        KeyLayout.dumpKey(
            new KeyLayout.Folder("shop", "daily", "shop"),
            KeyLayout.FileName.of(now, Ids.next(), ".zst" + encryption.extension()));
    String id = Ids.next();
    Manifest manifest = manifest(id, key, new Packed[] {dump, users}, making, encryption);
    String json = manifests.sign(manifest);
    List<Copy> copies = new ArrayList<>();
    for (String name : stored) {
      put(name, key, dump.bytes());
      put(name, KeyLayout.usersKey(key), users.bytes());
      put(name, KeyLayout.manifestKey(key), json.getBytes(StandardCharsets.UTF_8));
      copies.add(copy(id, name, key).stored(dump.bytes().length, now));
    }
    failed.forEach(name -> copies.add(copy(id, name, key).failed("it did not answer")));
    DumpFacts facts =
        new DumpFacts(
            dump.rawBytes(), dump.rawDigest(), dump.bytes().length, dump.sha256(), null, json);
    Backup backup = backup(id, failed.isEmpty(), facts, copies);
    catalog.finish(backup);
    return found(backup);
  }

  private Backup backup(String id, boolean good, DumpFacts facts, List<Copy> copies) {
    return new Backup(
        id,
        Ids.next(),
        "nightly",
        "shop",
        "daily",
        "shop",
        List.of("shop"),
        "mysqldump",
        good ? BackupStatus.SUCCEEDED : BackupStatus.PARTIAL,
        now,
        now,
        false,
        facts,
        good ? null : "storage-unavailable",
        good ? null : "not stored",
        copies,
        List.of());
  }

  private Copy copy(String backupId, String storage, ObjectKey key) {
    return new Copy(
        Ids.next(),
        backupId,
        storage,
        storage(storage).id(),
        null,
        key.value(),
        "",
        CopyStatus.PENDING,
        0,
        null,
        null,
        null,
        null,
        null);
  }

  private static Manifest manifest(
      String id, ObjectKey key, Packed[] packed, Making making, StreamEncryption encryption) {
    return new Manifest(
        1,
        id,
        Ids.next(),
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity("shop", "db.example.com", 3306, "mariadb", "11.4"),
        "shop",
        List.of("shop"),
        Instant.EPOCH,
        Instant.EPOCH,
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "11.4", List.of()),
        List.of(packed[0].as(key), packed[1].as(KeyLayout.usersKey(key))),
        new Manifest.Raw(
            packed[0].rawBytes(),
            making.framed() ? "xxh3-64-framed" : "xxh3-64",
            packed[0].rawDigest()),
        packed[0].frames(),
        new Manifest.CompressionUsed(making.compression().id(), making.level()),
        encryption == StreamEncryption.NONE
            ? null
            : new Manifest.EncryptionUsed(encryption.algorithm(), encryption.keyId()),
        null,
        null,
        making.held(),
        new Manifest.Contents(false, List.of(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  void put(String storage, ObjectKey key, byte[] bytes) {
    try (StorageWriter writer = provider(storage).open(key, OptionalLong.of(bytes.length))) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  byte @Nullable [] bytes(String storage, ObjectKey key) {
    if (provider(storage).stat(key).isEmpty()) {
      return null;
    }
    try (InputStream in = provider(storage).read(key, 0)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Backup found(Backup backup) {
    return catalog.find(backup.id()).orElseThrow();
  }

  Copy copyOn(Backup backup, String storage) {
    return found(backup).copies().stream()
        .filter(copy -> copy.storage().equals(storage))
        .findFirst()
        .orElseThrow();
  }

  VerifiedCopy verify(Backup backup, String storage, boolean repair) {
    return verify(backup, storage, new CopyVerifier.Mode(false, repair));
  }

  VerifiedCopy verify(Backup backup, String storage, CopyVerifier.Mode mode) {
    return verifier().verify(backup.id(), copyOn(backup, storage).id(), mode).orElseThrow();
  }

  static ObjectKey key(Backup backup) {
    return new ObjectKey(backup.copies().get(0).key());
  }

  @Override
  public void close() {
    configured.close();
    database.closeStores();
  }

  /** A text as it is stored. */
  record Packed(
      byte[] bytes, long rawBytes, String rawDigest, String sha256, @Nullable List<Frame> frames) {

    static Packed framed(String text, DumpPipeline.Stages stages) {
      FramedFile file = FramedFile.ofLines(text, stages);
      DumpPipeline.Totals totals = file.totals();
      return new Packed(
          file.bytes(), totals.rawBytes(), totals.rawDigest(), totals.sha256(), totals.frames());
    }

    static Packed of(String text, DumpPipeline.Stages stages) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      StoredDigest stored = new StoredDigest(out);
      byte[] raw = text.getBytes(StandardCharsets.UTF_8);
      RawDigest digest = new RawDigest(new ByteArrayInputStream(raw));
      try (OutputStream head = stages.over(stored)) {
        digest.transferTo(head);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return new Packed(out.toByteArray(), raw.length, digest.hex(), stored.hex(), null);
    }

    Manifest.StoredFile as(ObjectKey key) {
      return new Manifest.StoredFile(key.value(), bytes.length, sha256);
    }
  }
}

package io.dumpwarden.admin.page;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.metadata.JdbiBackupCatalog;
import io.dumpwarden.metadata.JdbiVerifications;
import io.dumpwarden.metadata.MetadataStore;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backups in every state, as the catalog keeps them. */
final class SampleHistory {

  private final JdbiBackupCatalog catalog;
  private final JdbiVerifications verifications;
  private Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(3, ChronoUnit.HOURS);
  private boolean past;
  private String schedule = "nightly";
  private String server = "shop1";
  private String runId = Ids.next();
  private @Nullable String message;
  private Manifest.@Nullable EncryptionUsed encryption =
      new Manifest.EncryptionUsed("aes-256-gcm", "key-2026");

  SampleHistory(MetadataStore store) {
    this.catalog = new JdbiBackupCatalog(store);
    this.verifications = new JdbiVerifications(store);
  }

  /** A good one that was not encrypted. */
  Backup plain(String database, String... storages) {
    encryption = null;
    return good(database, storages);
  }

  SampleHistory at(Instant time) {
    at = time;
    past = true;
    return this;
  }

  SampleHistory schedule(String name) {
    schedule = name;
    return this;
  }

  SampleHistory server(String name) {
    server = name;
    return this;
  }

  SampleHistory run(String id) {
    runId = id;
    return this;
  }

  SampleHistory message(String text) {
    message = text;
    return this;
  }

  /** A good one, stored on each of these storages. */
  Backup good(String database, String... storages) {
    return good(List.of(database), storages);
  }

  Backup good(List<String> databases, String... storages) {
    List<Copy> copies = new ArrayList<>();
    for (String storage : storages) {
      copies.add(copy(storage, CopyStatus.STORED, null, null));
    }
    return record(BackupStatus.SUCCEEDED, databases, copies);
  }

  /** One whose copies are as given. */
  Backup with(BackupStatus status, String database, List<Copy> copies) {
    return record(status, List.of(database), copies);
  }

  Copy copy(
      String storage,
      CopyStatus status,
      Verification.@Nullable Result found,
      @Nullable Instant lockedUntil) {
    boolean bad = status == CopyStatus.FAILED;
    return new Copy(
        Ids.next(),
        "",
        storage,
        PageServer.storageId(storage),
        "some-host",
        "shop1/daily/shop/%s.sql.zst".formatted(Ids.next()),
        "",
        status,
        bad ? 0 : 123_456,
        bad || status == CopyStatus.PENDING ? null : at,
        status == CopyStatus.DELETED ? at : null,
        bad ? "the bucket answered 403" : null,
        found == null
            ? null
            : new Verification(
                at.plusSeconds(600),
                found,
                found == Verification.Result.VERIFIED ? null : "3 bytes differ"),
        lockedUntil);
  }

  private Backup record(BackupStatus status, List<String> databases, List<Copy> copies) {
    String id = past ? Ids.firstAt(at).substring(0, 14) + Ids.next().substring(14) : Ids.next();
    boolean running = status == BackupStatus.RUNNING;
    boolean good = status == BackupStatus.SUCCEEDED || status == BackupStatus.PARTIAL;
    Backup backup =
        new Backup(
            id,
            runId,
            schedule,
            server,
            "daily",
            databases.size() == 1 ? databases.get(0) : "combined",
            databases,
            "mysqldump",
            status,
            at,
            running ? null : at.plusSeconds(83),
            false,
            good ? facts(id, databases) : null,
            status == BackupStatus.SUCCEEDED || running
                ? null
                : good ? "views-broken" : "dump-failed",
            message,
            copies.stream().map(copy -> of(copy, id)).toList(),
            List.of());
    if (running) {
      catalog.begin(backup);
    } else {
      catalog.finish(backup);
      backup.copies().forEach(this::verified);
    }
    return backup;
  }

  private void verified(Copy copy) {
    Verification found = copy.verification();
    if (found != null) {
      catalog.find(copy.backupId()).orElseThrow().copies().stream()
          .filter(stored -> stored.id().equals(copy.id()))
          .forEach(stored -> verifications.record(stored, found));
    }
  }

  private static Copy of(Copy copy, String backup) {
    return new Copy(
        copy.id(),
        backup,
        copy.storage(),
        copy.storageId(),
        copy.host(),
        copy.key(),
        copy.uploadId(),
        copy.status(),
        copy.bytes(),
        copy.storedAt(),
        copy.deletedAt(),
        copy.message(),
        copy.verification(),
        copy.lockedUntil());
  }

  private DumpFacts facts(String id, List<String> databases) {
    BinlogPosition position = new BinlogPosition("0-1-42", "mysql-bin.000003", 4711L, true);
    return new DumpFacts(
        1_234_567_890L,
        "0123456789abcdef",
        123_456_789L,
        "ab".repeat(32),
        position,
        new ManifestFormat(bytes -> "00").sign(manifest(id, databases, position)));
  }

  private Manifest manifest(String id, List<String> databases, BinlogPosition position) {
    return new Manifest(
        1,
        id,
        runId,
        schedule,
        "daily",
        "OPS-42",
        new Manifest.ServerIdentity(server, "db.example.com", 3306, "mariadb", "11.4.5-MariaDB"),
        databases.get(0),
        databases,
        at,
        at.plusSeconds(83),
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "10.19", List.of("--single-transaction", "--quick")),
        List.of(new Manifest.StoredFile("shop1/daily/shop.sql.zst", 123_456_789, "ab".repeat(32))),
        new Manifest.Raw(1_234_567_890L, "xxh3-64", "0123456789abcdef"),
        null,
        new Manifest.CompressionUsed("zstd", 3),
        encryption,
        position,
        null,
        databases.stream().map(SampleHistory::inventory).toList(),
        new Manifest.Contents(false, List.of("*.cache_*"), List.of()),
        List.of(new BrokenView("shop", "old_totals", "SELECT 1", "table gone")),
        List.of(),
        List.of(),
        List.of("table log of shop is MyISAM: its rows may be of different moments"),
        null);
  }

  private static Inventory inventory(String database) {
    List<TableFacts> tables =
        List.of(
            new TableFacts(
                "orders",
                "InnoDB",
                1_234_567,
                987_654_321,
                false,
                true,
                false,
                List.of("orders_audit"),
                false),
            new TableFacts(
                "<b>customers</b>",
                "InnoDB",
                12_000,
                2_000_000,
                true,
                true,
                false,
                List.of(),
                false),
            new TableFacts("log", "MyISAM", 5_000, 800_000, false, false, false, List.of(), false));
    return new Inventory(
        database,
        "utf8mb4",
        "utf8mb4_general_ci",
        tables,
        List.of("totals"),
        List.of("orders_audit"),
        List.of("close_month"),
        List.of("purge"),
        List.of());
  }
}

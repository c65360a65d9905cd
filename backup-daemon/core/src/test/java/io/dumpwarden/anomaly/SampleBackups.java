package io.dumpwarden.anomaly;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.source.Inventory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Backups with manifests. */
final class SampleBackups {

  private static final Instant AT = Instant.parse("2026-10-05T12:00:00Z");

  private SampleBackups() {}

  static Manifest manifest(
      @Nullable Long rows, Manifest.@Nullable Contents contents, List<Inventory> inventories) {
    return new Manifest(
        1,
        "id",
        "run",
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity("shop", "h", 3306, "mariadb", "11.4.5"),
        "orders",
        List.of("orders"),
        AT,
        AT,
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "11.4.5", List.of("--quick", "--complete-insert")),
        List.of(),
        new Manifest.Raw(1000, "xxh3-64", "00", rows),
        null,
        new Manifest.CompressionUsed("zstd", 3),
        new Manifest.EncryptionUsed("aes-256-gcm", "k"),
        null,
        null,
        inventories,
        contents,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  static Backup backup(String id, long raw, String manifest) {
    return new Backup(
        id,
        "run",
        "nightly",
        "shop",
        "daily",
        "orders",
        List.of("orders"),
        "mysqldump",
        BackupStatus.SUCCEEDED,
        AT,
        AT.plusSeconds(83),
        false,
        new DumpFacts(raw, "00", raw / 5, "00", null, manifest),
        null,
        null,
        List.of(),
        List.of());
  }
}

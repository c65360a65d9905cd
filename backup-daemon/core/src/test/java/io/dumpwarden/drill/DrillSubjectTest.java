package io.dumpwarden.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.metadata.TestRuns;
import io.dumpwarden.source.Inventory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillSubjectTest {

  private static final Instant AT = Instant.parse("2026-10-05T12:00:00Z");

  @Test
  void aManifestThatDoesNotTellWhatItHoldsMayHoldEvents() {
    assertThat(subject(List.of()).mayHaveEvents()).isTrue();
    assertThat(subject(List.of(Inventory.empty("shop"))).mayHaveEvents()).isFalse();
  }

  static DrillSubject subject(List<Inventory> inventories) {
    Backup begun = TestRuns.begun("run", "s1", "shop", "disk");
    return new DrillSubject(
        TestRuns.ended(begun, BackupStatus.SUCCEEDED, AT), manifest(inventories));
  }

  private static Manifest manifest(List<Inventory> inventories) {
    return new Manifest(
        1,
        "backup",
        "run",
        "nightly",
        "daily",
        null,
        new Manifest.ServerIdentity("s1", "db", 3306, "mariadb", "11.4.5-MariaDB"),
        "shop",
        List.of("shop"),
        AT,
        AT,
        "mysqldump",
        "logical",
        new Manifest.Tool("mariadb-dump", "11.4.5", List.of()),
        List.of(),
        new Manifest.Raw(1, "xxh3-64", "0123456789abcdef"),
        null,
        new Manifest.CompressionUsed("zstd", 3),
        null,
        null,
        null,
        inventories,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }
}

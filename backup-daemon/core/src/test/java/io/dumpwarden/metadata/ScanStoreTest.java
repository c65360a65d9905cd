package io.dumpwarden.metadata;

import static io.dumpwarden.metadata.TestRuns.FIRE;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.scan.Access;
import io.dumpwarden.scan.DatabaseHoldings;
import io.dumpwarden.scan.Holdings;
import io.dumpwarden.scan.ObjectCounts;
import io.dumpwarden.scan.ServerScan;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class ScanStoreTest {

  private final TestDatabase database;
  private final JdbiScanStore store;
  private final JdbiBackupCatalog catalog;

  ScanStoreTest(TestEngine engine) {
    this.database = TestDatabase.migrated(engine);
    this.store = new JdbiScanStore(database.store());
    this.catalog = new JdbiBackupCatalog(database.store());
  }

  @AfterEach
  void close() {
    database.closeStores();
  }

  @Test
  void theLastScanIsKeptForEachServer() {
    ServerScan scan = scan("s1", FIRE.plusSeconds(60), "größe/🐬");
    store.save(scan("s1", FIRE, "shop"));
    store.save(scan);
    store.save(scan("s2", FIRE, "crm"));

    assertThat(store.last("s1")).contains(scan);
    assertThat(store.last("s3")).isEmpty();
  }

  @Test
  void whatANewerVersionAddsToAScanIsPassedOver() {
    database.sql(
        """
        INSERT INTO server_scan (server, scanned_at, result) VALUES ('s1', '2026-01-01 00:00:00',
        '{"flavor":"MYSQL","version":"9.1","databases":[],"accessRemedy":null,"moonPhase":"full"}')
        """);
    assertThat(store.last("s1").orElseThrow().holdings().version()).isEqualTo("9.1");
  }

  @Test
  void aLastBackupIsOneWithACopyThatIsThere() {
    finished("shop", BackupStatus.SUCCEEDED, FIRE.plusSeconds(1));
    Backup newest = finished("shop", BackupStatus.PARTIAL, FIRE.plusSeconds(2));
    Backup deleted = finished("shop", BackupStatus.SUCCEEDED, FIRE.plusSeconds(3));
    finished("shop", BackupStatus.FAILED, FIRE.plusSeconds(4));
    for (Copy copy : deleted.copies()) {
      catalog.markCopy(copy.id(), CopyStatus.DELETED, FIRE.plusSeconds(5));
    }

    assertThat(store.lastBackups("s1", List.of("shop", "crm")))
        .hasSize(1)
        .containsEntry("shop", newest.finishedAt());
  }

  private Backup finished(String name, BackupStatus status, Instant at) {
    Backup begun = TestRuns.begun("run", "s1", name, "local");
    catalog.begin(begun);
    Backup ended = TestRuns.ended(begun, status, at);
    catalog.finish(ended);
    return ended;
  }

  private static ServerScan scan(String server, Instant at, String name) {
    DatabaseHoldings holdings =
        new DatabaseHoldings(
            name, 42, new ObjectCounts(1, 2, 3, 4, 5, 6), new Access(1, List.of("'a'@'%'")));
    return new ServerScan(
        server, at, new Holdings(Flavor.MARIADB, "11.4.5", List.of(holdings), null));
  }
}

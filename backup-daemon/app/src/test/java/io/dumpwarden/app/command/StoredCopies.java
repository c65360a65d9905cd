package io.dumpwarden.app.command;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupStatus;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Copies that the catalog knows, and that nothing is behind. */
final class StoredCopies {

  private StoredCopies() {}

  static void on(Cli cli, String storage) {
    on(cli, storage, "{}");
  }

  static void on(Cli cli, String storage, String manifest) {
    String storageId = cli.platform().snapshots().get().storage(storage).orElseThrow().id();
    Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String id = UUID.randomUUID().toString();
    Copy copy =
        new Copy(
            UUID.randomUUID().toString(),
            id,
            storage,
            storageId,
            null,
            "some/key.sql",
            "",
            CopyStatus.STORED,
            4,
            at,
            null,
            null,
            null,
            null);
    cli.platform()
        .catalog()
        .finish(
            new Backup(
                id,
                UUID.randomUUID().toString(),
                "of-" + storage,
                "server",
                "daily",
                "shop",
                List.of("shop"),
                "mysqldump",
                BackupStatus.SUCCEEDED,
                at,
                at,
                false,
                new DumpFacts(4, "0123456789abcdef", 4, "0".repeat(64), null, manifest),
                null,
                null,
                List.of(copy),
                List.of()));
  }
}

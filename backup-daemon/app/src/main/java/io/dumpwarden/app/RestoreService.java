package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.Account;
import io.dumpwarden.config.Server;
import io.dumpwarden.restore.CopyReader;
import io.dumpwarden.restore.RestoreClients;
import io.dumpwarden.restore.RestoreRunner;
import io.dumpwarden.restore.RestoreTarget;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;

/** Restores for a person: with the server's own account, and on record. */
public final class RestoreService {

  private final Platform platform;
  private final RestoreRunner runner;

  public RestoreService(Platform platform) {
    this.platform = platform;
    this.runner =
        new RestoreRunner(
            new CopyReader(platform.snapshots(), platform.storages()),
            platform.manifests(),
            new RestoreRunner.Tools(
                new ServerConnector(Duration.ofMinutes(2)),
                new ServerInspector(),
                new RestoreClients(platform.programs()),
                platform.data().temporary()));
  }

  /** Restores with the server's restore account, or, where none is set, its backup account. */
  public Copy restore(
      Backup backup,
      Server to,
      String database,
      boolean overwrite,
      Actor actor,
      LongConsumer progress) {
    Account account = to.restoreAccount().orElse(to.backup());
    Login login =
        new Login(
            to.flavor(),
            to.host(),
            to.port(),
            account.user(),
            platform.vault().reveal(account.password()),
            to.tls());
    Copy copy =
        runner.restore(backup, new RestoreTarget(to.name(), login, database, overwrite), progress);
    platform
        .audit()
        .append(
            new AuditEntry(
                platform.clock().instant(),
                actor,
                "restore",
                "backup",
                backup.id(),
                Map.of(),
                Map.of("server", to.name(), "database", database, "storage", copy.storage())));
    return copy;
  }
}

package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.config.Account;
import io.dumpwarden.config.Server;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.restore.RestoreClients;
import io.dumpwarden.restore.RestoreRunner;
import io.dumpwarden.restore.RestoreTarget;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.verify.CopyReader;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Restores for a person: with the server's own account, and on record. */
public final class RestoreService {

  /**
   * Where a restore goes.
   *
   * @param database null for the names that the backup's databases have
   * @param overwrite whether a database that is not empty may be replaced
   */
  public record Destination(Server server, @Nullable String database, boolean overwrite) {}

  private final Platform platform;
  private final RestoreRunner runner;

  public RestoreService(Platform platform) {
    this(platform, platform.keyring());
  }

  /**
   * @param keys the platform's, with those that somebody gave
   */
  public RestoreService(Platform platform, Keyring keys) {
    this.platform = platform;
    this.runner =
        new RestoreRunner(
            new CopyReader(platform.snapshots(), platform.storages(), platform.manifests(), keys),
            platform.manifests(),
            new RestoreRunner.Tools(
                new ServerConnector(Duration.ofMinutes(2)),
                new ServerInspector(),
                new RestoreClients(platform.programs()),
                platform.data().temporary()));
  }

  /** Restores with the server's restore account, or, where none is set, its backup account. */
  public Copy restore(Backup backup, Destination to, Actor actor, LongConsumer progress) {
    RestoreTarget target =
        new RestoreTarget(to.server().name(), login(to.server()), to.database(), to.overwrite());
    Copy copy = runner.restore(backup, target, progress);
    Map<String, @Nullable String> done =
        Map.of(
            "server",
            to.server().name(),
            "database",
            to.database() == null ? String.join(",", backup.databases()) : to.database(),
            "storage",
            copy.storage());
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
                done));
    return copy;
  }

  private Login login(Server server) {
    Account account = server.restoreAccount().orElse(server.backup());
    return Login.of(server, account, platform.vault());
  }
}

package io.dumpwarden.app;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.Copy;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.config.Account;
import io.dumpwarden.config.Server;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestoreClients;
import io.dumpwarden.restore.RestoreMeter;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestorePlanner;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.restore.RestoreRunner;
import io.dumpwarden.restore.RestoreTarget;
import io.dumpwarden.restore.TargetTools;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.verify.CopyReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Restores for a person: with the server's own account, and on record. */
public final class RestoreService {

  /**
   * Where a restore goes.
   *
   * @param database null for the names that the backup's databases have
   */
  public record Destination(Server server, @Nullable String database, boolean overwrite) {}

  private final Platform platform;
  private final Keyring keys;
  private final TargetTools tools;

  public RestoreService(Platform platform) {
    this(platform, platform.keyring());
  }

  /**
   * @param keys the platform's, with those that somebody gave
   */
  public RestoreService(Platform platform, Keyring keys) {
    this.platform = platform;
    this.keys = keys;
    this.tools =
        new TargetTools(
            new ServerConnector(Duration.ofMinutes(2)),
            new ServerInspector(),
            new RestoreClients(platform.programs()),
            platform.data().temporary(),
            platform.clock());
  }

  /** Restores with the server's restore account, or, where none is set, its backup account. */
  public Copy restore(Backup backup, Destination to, Actor actor, LongConsumer progress) {
    Server server = to.server();
    RestoreTarget target = new RestoreTarget(server.name(), login(server), true);
    RestoreRequest request =
        new RestoreRequest(
            target,
            new RestoreRequest.Choice(List.of(), to.database(), Map.of(), List.of()),
            to.overwrite() ? Existing.IN_PLACE : Existing.REFUSE,
            RestoreRequest.Load.STRICT,
            RestoreRequest.Users.NONE,
            false,
            actor.name(),
            null);
    CopyReader reader =
        new CopyReader(platform.snapshots(), platform.storages(), platform.manifests(), keys);
    try (StoredSource source = new StoredSource(reader, platform.manifests(), backup)) {
      RestorePlan plan = new RestorePlanner(tools).plan(source, request);
      if (!plan.mayRun()) {
        throw new DumpwardenException(
            ErrorCode.TARGET_NOT_EMPTY, String.join("; ", plan.problems()));
      }
      new RestoreRunner(tools)
          .run(
              Ids.next(),
              source,
              plan,
              new RunControl(Thread.currentThread()),
              new RestoreMeter(platform.clock()))
          .orThrow();
      audit(backup, to, actor, source.copy());
      return source.copy();
    }
  }

  private void audit(Backup backup, Destination to, Actor actor, Copy copy) {
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
  }

  private Login login(Server server) {
    Account account = server.restoreAccount().orElse(server.backup());
    return Login.of(server, account, platform.vault());
  }
}

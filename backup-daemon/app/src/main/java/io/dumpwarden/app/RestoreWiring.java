package io.dumpwarden.app;

import io.dumpwarden.backup.ChildProcesses;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.config.Server;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.metadata.JdbiRestoreStore;
import io.dumpwarden.origin.ServerSource;
import io.dumpwarden.preflight.Preflight;
import io.dumpwarden.restore.DefinitionClient;
import io.dumpwarden.restore.FolderSafetyBackup;
import io.dumpwarden.restore.RestoreRecovery;
import io.dumpwarden.restore.TargetTools;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.storage.local.LocalSettings;
import io.dumpwarden.storage.local.LocalStorage;
import io.dumpwarden.swap.Swaps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what restores in this process; the daemon and commands use the same. */
final class RestoreWiring {

  /** Dropping or renaming what is large, or in use, may take a server long. */
  private static final Duration TARGET_SOCKET_TIMEOUT = Duration.ofHours(1);

  private static final Duration SOURCE_SOCKET_TIMEOUT = Duration.ofMinutes(2);

  private RestoreWiring() {}

  static TargetTools tools(
      DaemonConfig config,
      DataDirectory data,
      Map<String, String> environment,
      InstantSource clock) {
    ChildProcesses children = new ChildProcesses(data.children());
    // the clients of a restore that was killed may still be at work
    children.endOrphansOfOthers();
    return new TargetTools(
        new ServerConnector(TARGET_SOCKET_TIMEOUT),
        new ServerInspector(),
        new RestoreClients(Programs.finder(config, data, environment), children::remember),
        data.temporary(),
        clock);
  }

  /**
   * What servers are dumped with.
   *
   * @param vault none of whose secrets is asked for
   */
  static ServerSource.Tools sources(DaemonConfig config, DataDirectory data, SecretVault vault) {
    ServerConnector connector = new ServerConnector(SOURCE_SOCKET_TIMEOUT);
    DumpTools tools = new DumpTools(Programs.finder(config, data, System.getenv()));
    return new ServerSource.Tools(
        connector,
        new Preflight(vault, connector, tools),
        Engines.with(tools, Platform.machineClock()),
        new ChildProcesses(data.children()),
        data.temporary());
  }

  /**
   * A folder for safety backups.
   *
   * @param platform whose key signs their manifests; null for none
   * @throws DumpwardenException {@code NOT_FOUND} where there is no such folder
   */
  static FolderSafetyBackup.Folder folder(
      Path folder, @Nullable Platform platform, InstantSource clock) {
    if (!Files.isDirectory(folder)) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND,
          "there is no folder %s for the safety backup".formatted(folder),
          "make it first: one that was made here may lie below the mount point of a missing disk",
          null);
    }
    return new FolderSafetyBackup.Folder(
        new LocalStorage(LocalSettings.unmarked(folder), clock),
        folder,
        platform == null ? new ManifestFormat(bytes -> "") : platform.manifests());
  }

  static Swaps swaps(TargetTools tools) {
    return new Swaps(tools.connector(), tools.inspector(), new DefinitionClient(tools));
  }

  static RestoreRecovery recovery(Platform platform) {
    return new RestoreRecovery(
        new JdbiRestoreStore(platform.store()),
        new RunWiring(platform).nodes(),
        swaps(tools(platform.config(), platform.data(), System.getenv(), platform.clock())),
        name -> platform.snapshots().get().server(name).map(server -> login(platform, server)),
        platform.clock());
  }

  /** By the server's restore account, or, where none is set, its backup account. */
  static Login login(Platform platform, Server server) {
    return Login.of(server, server.restoreAccount().orElse(server.backup()), platform.vault());
  }
}

package io.dumpwarden.app;

import io.dumpwarden.backup.ChildProcesses;
import io.dumpwarden.config.Server;
import io.dumpwarden.metadata.JdbiRestoreStore;
import io.dumpwarden.restore.DefinitionClient;
import io.dumpwarden.restore.RestoreClients;
import io.dumpwarden.restore.RestoreRecovery;
import io.dumpwarden.restore.TargetTools;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import io.dumpwarden.swap.Swaps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Puts together what restores in this process; the daemon and commands use the same. */
final class RestoreWiring {

  /** Dropping or renaming what is large, or in use, may take a server long. */
  private static final Duration TARGET_SOCKET_TIMEOUT = Duration.ofHours(1);

  private RestoreWiring() {}

  static TargetTools tools(
      DaemonConfig config, DataDirectory data, Map<String, String> environment) {
    ChildProcesses children = new ChildProcesses(data.children());
    return new TargetTools(
        new ServerConnector(TARGET_SOCKET_TIMEOUT),
        new ServerInspector(),
        new RestoreClients(Programs.finder(config, data, environment), children::remember),
        data.temporary(),
        InstantSource.system());
  }

  static Swaps swaps(TargetTools tools) {
    return new Swaps(tools.connector(), tools.inspector(), new DefinitionClient(tools));
  }

  static RestoreRecovery recovery(Platform platform) {
    return new RestoreRecovery(
        new JdbiRestoreStore(platform.store()),
        new RunWiring(platform).nodes(),
        swaps(tools(platform.config(), platform.data(), System.getenv())),
        name -> platform.snapshots().get().server(name).map(server -> login(platform, server)),
        platform.clock());
  }

  /** By the server's restore account, or, where none is set, its backup account. */
  static Login login(Platform platform, Server server) {
    return Login.of(server, server.restoreAccount().orElse(server.backup()), platform.vault());
  }
}

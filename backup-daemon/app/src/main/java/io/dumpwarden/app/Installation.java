package io.dumpwarden.app;

import io.dumpwarden.dump.ClientProgram;
import io.dumpwarden.metadata.JdbiNodeRegistry;
import io.dumpwarden.node.KnownNode;
import java.util.List;
import java.util.Optional;

/** What this process stands on: metadata store, master key, programs, other processes. */
public final class Installation {

  private final Platform platform;

  public Installation(Platform platform) {
    this.platform = platform;
  }

  /** Product, version and address of the metadata store. */
  public String store() {
    return platform.store().describe();
  }

  public boolean isEmbedded() {
    return platform.config().external().isEmpty();
  }

  /** The version of the store's tables. */
  public Optional<String> schemaVersion() {
    return platform.store().schemaVersion();
  }

  public String masterKeyId() {
    return platform.masterKey().id();
  }

  /** The programs found that dump and restore, in words. */
  public List<String> programs() {
    return platform.programs().find("mariadb-dump", "mysqldump", "mariadb", "mysql").stream()
        .map(ClientProgram::describe)
        .distinct()
        .toList();
  }

  public List<KnownNode> nodes() {
    return new JdbiNodeRegistry(platform.store()).leases();
  }
}

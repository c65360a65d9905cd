package io.dumpwarden.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database server to protect.
 *
 * @param backup the account that dumps; needs no write rights
 * @param restore the account that restores; null where none is set
 * @param maxConcurrentRuns how many runs may read it at a time, over all nodes
 * @param dumpOptions what its dump tool is told, over the global ones
 * @param isProtected restores into it need an admin
 */
public record Server(
    String name,
    Flavor flavor,
    String host,
    int port,
    Account backup,
    @Nullable Account restore,
    Tls tls,
    Map<String, String> labels,
    int maxConcurrentRuns,
    DumpOptionSet dumpOptions,
    boolean enabled,
    boolean isProtected) {

  /** The account to restore with: the restore account, else none. */
  public Optional<Account> restoreAccount() {
    return Optional.ofNullable(restore);
  }
}

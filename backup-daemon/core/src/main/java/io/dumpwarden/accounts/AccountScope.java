package io.dumpwarden.accounts;

import io.dumpwarden.source.DatabasePattern;
import java.util.Collection;
import java.util.Set;

/**
 * Whose accounts, and which of their grants, a script is about.
 *
 * @param everything every account but those that servers make for themselves, with all it has
 * @param databases otherwise: the accounts with privileges on one of these, and what they may do
 *     there
 */
public record AccountScope(boolean everything, Set<String> databases) {

  public static final AccountScope ALL = new AccountScope(true, Set.of());

  public AccountScope {
    databases = Set.copyOf(databases);
  }

  /** The accounts that some databases need. */
  public static AccountScope on(Collection<String> databases) {
    return new AccountScope(false, Set.copyOf(databases));
  }

  /**
   * Whether a grant on this belongs to it.
   *
   * @param literal whether the server takes patterns in the names of databases literally
   */
  boolean holds(GrantObject object, boolean literal) {
    if (everything) {
      return true;
    }
    if (literal || !object.isOnDatabases()) {
      return databases.contains(object.database());
    }
    DatabasePattern pattern = new DatabasePattern(object.database());
    return databases.stream().anyMatch(pattern::fits);
  }
}

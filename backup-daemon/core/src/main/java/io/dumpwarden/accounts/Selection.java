package io.dumpwarden.accounts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The accounts that a scope is about: those with privileges within it, by themselves or by their
 * roles.
 *
 * @param names as statements name them
 */
record Selection(AccountScope scope, boolean literal, Set<String> names) {

  static Selection of(List<ReadAccount> accounts, AccountScope scope, boolean literal) {
    Selection selection = new Selection(scope, literal, new HashSet<>());
    boolean grown = true;
    while (grown) {
      grown = false;
      for (ReadAccount account : accounts) {
        grown |= selection.needs(account) && selection.names.add(account.name());
      }
    }
    return selection;
  }

  boolean has(ReadAccount account) {
    return names.contains(account.name());
  }

  boolean has(Proxy proxy) {
    boolean anybody = proxy.proxied().user().isEmpty() && scope.everything();
    return names.contains(proxy.holder().sql())
        && (anybody || names.contains(proxy.proxied().sql()));
  }

  boolean has(String role) {
    return names.contains(role);
  }

  /** What is revoked is revoked from what is granted on everything. */
  boolean has(GrantLine.Privileges grant) {
    return scope.everything() || !grant.revoked() && scope.holds(grant.object(), literal);
  }

  private boolean needs(ReadAccount account) {
    return scope.everything()
        || account.privileges().stream().anyMatch(this::has)
        || account.roles().stream().anyMatch(r -> r.roles().stream().anyMatch(names::contains));
  }
}

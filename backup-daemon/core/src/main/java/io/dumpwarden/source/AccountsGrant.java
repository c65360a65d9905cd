package io.dumpwarden.source;

import java.util.Optional;

/** The privilege to read the accounts of a server and what they may do. */
public final class AccountsGrant {

  private AccountsGrant() {}

  /** The statement that lets the account read them; empty where it may. */
  public static Optional<String> remedy(ServerFacts server) {
    Grants grants = server.grants();
    return grants.holds("SELECT", "mysql")
        ? Optional.empty()
        : Optional.of("GRANT SELECT ON `mysql`.* TO %s;".formatted(grants.account()));
  }
}

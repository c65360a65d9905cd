package io.dumpwarden.source;

import io.dumpwarden.config.Account;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Tls;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.storage.Secret;

/** Everything needed to connect to a server, with its secret revealed to whoever holds it. */
public record Login(Flavor flavor, String host, int port, String user, Secret password, Tls tls) {

  /**
   * For one of a configured server's accounts.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code SECRET_UNREADABLE} for its password
   */
  public static Login of(Server server, Account account, SecretVault vault) {
    return new Login(
        server.flavor(),
        server.host(),
        server.port(),
        account.user(),
        vault.reveal(account.password()),
        server.tls());
  }

  /** How messages name it: {@code backup@db1:3306}. */
  public String describe() {
    return user + "@" + address();
  }

  /** {@code db1:3306}, an IPv6 address in brackets. */
  public String address() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}

package io.dumpwarden.source;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Tls;
import io.dumpwarden.storage.Secret;

/** Everything needed to connect to a server, with its secret revealed to whoever holds it. */
public record Login(Flavor flavor, String host, int port, String user, Secret password, Tls tls) {

  /** How messages name it: {@code backup@db1:3306}. */
  public String describe() {
    return user + "@" + address();
  }

  /** {@code db1:3306}, an IPv6 address in brackets. */
  public String address() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}

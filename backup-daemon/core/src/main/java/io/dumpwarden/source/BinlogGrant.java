package io.dumpwarden.source;

import io.dumpwarden.config.Flavor;
import java.util.Optional;

/**
 * The privilege to ask where the binary log stands. MariaDB tells every account; MySQL tells every
 * account its GTIDs, and file and position to those with {@code REPLICATION CLIENT}.
 */
public final class BinlogGrant {

  private BinlogGrant() {}

  /** The statement that lets the account ask; empty where it may, or nothing is to be asked. */
  public static Optional<String> remedy(ServerFacts server) {
    return !server.binlog() || mayAsk(server)
        ? Optional.empty()
        : Optional.of(
            "GRANT REPLICATION CLIENT ON *.* TO %s;".formatted(server.grants().account()));
  }

  /** Whether the account may ask for file and position. */
  public static boolean mayAsk(ServerFacts server) {
    return server.flavor() == Flavor.MARIADB
        || server.grants().holds("REPLICATION CLIENT")
        || server.grants().holds("SUPER");
  }
}

package io.dumpwarden.source;

import io.dumpwarden.config.Flavor;

/**
 * What a server says of itself.
 *
 * @param version in full, as the server spells it: {@code 11.4.5-MariaDB-log}
 * @param release the number in it
 * @param binlog whether it writes a binary log
 * @param gtids whether MySQL gives its transactions GTIDs, as MariaDB does without being asked
 * @param grants what the account that asked may do
 */
public record ServerFacts(
    Flavor flavor, String version, Version release, boolean binlog, boolean gtids, Grants grants) {

  /** Of a server without GTIDs of MySQL's kind. */
  public ServerFacts(
      Flavor flavor, String version, Version release, boolean binlog, Grants grants) {
    this(flavor, version, release, binlog, false, grants);
  }
}

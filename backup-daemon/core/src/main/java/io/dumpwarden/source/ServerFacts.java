package io.dumpwarden.source;

import io.dumpwarden.config.Flavor;

/**
 * What a server says of itself.
 *
 * @param version in full, as the server spells it: {@code 11.4.5-MariaDB-log}
 * @param release the number in it
 * @param binlog whether it writes a binary log
 * @param grants what the account that asked may do
 */
public record ServerFacts(
    Flavor flavor, String version, Version release, boolean binlog, Grants grants) {}

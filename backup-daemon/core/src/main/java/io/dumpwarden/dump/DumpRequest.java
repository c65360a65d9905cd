package io.dumpwarden.dump;

import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerFacts;
import java.nio.file.Path;

/**
 * One database to dump.
 *
 * @param inventory what the database held when the run began
 * @param temporaryFolder an existing folder, for the short life of the credentials file
 */
public record DumpRequest(
    Login login, ServerFacts server, String database, Inventory inventory, Path temporaryFolder) {}

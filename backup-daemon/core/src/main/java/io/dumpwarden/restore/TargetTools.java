package io.dumpwarden.restore;

import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a target is looked at with, and loaded by.
 *
 * @param temporaryFolder an existing folder, for credentials files
 */
public record TargetTools(
    ServerConnector connector,
    ServerInspector inspector,
    RestoreClients clients,
    Path temporaryFolder,
    InstantSource clock) {}

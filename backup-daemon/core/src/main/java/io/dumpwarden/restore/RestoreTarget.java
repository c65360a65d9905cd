package io.dumpwarden.restore;

import io.dumpwarden.source.Login;

/**
 * Where a backup is to be loaded.
 *
 * @param name the configured server's, or {@code host:port} for one that nobody configured
 * @param login with an account that may write
 * @param configured whether a server of that name is configured
 */
public record RestoreTarget(String name, Login login, boolean configured) {}

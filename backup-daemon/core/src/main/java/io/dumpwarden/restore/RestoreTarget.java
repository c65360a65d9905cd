package io.dumpwarden.restore;

import io.dumpwarden.source.Login;

/**
 * Where a backup is to be loaded.
 *
 * @param database the name it gets there
 * @param overwrite load into a database that is not empty: tables of the same name are replaced,
 *     others stay
 */
public record RestoreTarget(String server, Login login, String database, boolean overwrite) {}

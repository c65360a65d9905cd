package io.dumpwarden.app;

import io.dumpwarden.storage.Secret;

/**
 * A key that a command was given by a file, beside those that the rows hold.
 *
 * @param id what files and manifests carry
 */
public record GivenKey(String id, Secret secret) {}

package io.dumpwarden.storage;

import java.time.Instant;

/**
 * An object as it rests.
 *
 * @param bytes its size
 * @param modifiedAt when it was committed, by the storage's clock
 */
public record StoredObject(ObjectKey key, long bytes, Instant modifiedAt) {}

package io.dumpwarden.storage;

import java.time.Instant;

/**
 * A write that was begun and has not become an object.
 *
 * @param key what it would become
 * @param uploadId the provider's own name for it: a multipart upload id, a temporary file's name
 * @param startedAt when it was begun, by the storage's clock
 */
public record PendingWrite(ObjectKey key, String uploadId, Instant startedAt) {}

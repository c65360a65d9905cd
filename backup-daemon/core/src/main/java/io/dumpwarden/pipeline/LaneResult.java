package io.dumpwarden.pipeline;

import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StoredObject;

/** What became of one storage's lane. */
public sealed interface LaneResult {

  /** The object is there, proven by the storage. */
  record Stored(StoredObject object) implements LaneResult {}

  /** Nothing is there. */
  record Failed(StorageException failure) implements LaneResult {}
}

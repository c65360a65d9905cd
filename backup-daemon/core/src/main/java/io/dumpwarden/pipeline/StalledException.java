package io.dumpwarden.pipeline;

import io.dumpwarden.storage.StorageException;

/** A storage did nothing for longer than its stall limit. */
public final class StalledException extends StorageException {

  public StalledException(String message) {
    super(Kind.UNAVAILABLE, message);
  }
}

package io.dumpwarden.statistics;

import io.dumpwarden.config.Storage;
import java.util.OptionalLong;

/** How much room storages have. */
public interface FreeSpace {

  /** Bytes that are free; empty where the storage does not know, or does not say in time. */
  OptionalLong of(Storage storage);
}

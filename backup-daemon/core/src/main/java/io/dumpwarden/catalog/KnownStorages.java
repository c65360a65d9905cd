package io.dumpwarden.catalog;

import java.util.Map;

/** What is known of storages without asking them. May throw {@code METADATA_UNAVAILABLE}. */
public interface KnownStorages {

  /**
   * What rests on a storage.
   *
   * @param bytes of all copies that are held
   * @param copies that are stored
   * @param lost copies that are missing or corrupt
   * @param series how many have a copy there
   */
  record Use(long bytes, long copies, long lost, long series) {

    public static final Use NONE = new Use(0, 0, 0, 0);
  }

  /** By the storages' names; those that hold nothing need not be in it. */
  Map<String, Use> use();
}

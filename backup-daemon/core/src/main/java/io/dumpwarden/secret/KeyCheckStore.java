package io.dumpwarden.secret;

import java.util.Optional;

/**
 * Where the key check of a metadata store rests. Every method may throw {@code
 * METADATA_UNAVAILABLE}.
 */
public interface KeyCheckStore {

  /** Empty in a store that no master key was ever used with. */
  Optional<KeyCheck> find();

  /**
   * Keeps the check of the first master key, for good.
   *
   * @throws io.dumpwarden.error.DumpwardenException {@code ALREADY_EXISTS} where there is one, also
   *     where another node was faster: look at that one then
   */
  void create(KeyCheck check);
}

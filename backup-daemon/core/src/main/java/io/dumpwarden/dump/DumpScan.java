package io.dumpwarden.dump;

import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.DumpedObjects;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a dump as it passes, in constant memory, and tells what it holds by its own words. For
 * one thread at a time.
 */
public final class DumpScan {

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {}

  /** The databases that the dump speaks of, in its order. */
  public List<String> databases() {
    return List.of();
  }

  /** What the dump holds of a database; nothing where it does not speak of it. */
  public DumpedObjects objects(String database) {
    return new DumpedObjects(database, java.util.Map.of());
  }

  /**
   * The position in the dump's header; empty where it has none.
   *
   * @param exact what {@link PositionOptions} says of the options of this dump
   */
  public Optional<BinlogPosition> position(boolean exact) {
    return Optional.empty();
  }
}

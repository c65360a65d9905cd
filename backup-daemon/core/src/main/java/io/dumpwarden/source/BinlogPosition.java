package io.dumpwarden.source;

import org.jspecify.annotations.Nullable;

/**
 * A place in a server's binary log, to replay from.
 *
 * @param gtid as the server's flavor writes it; null where it is not known or nothing was written
 * @param file null where it is not known
 * @param position within the file; null where it is not known
 * @param exact whether it is that of the very snapshot dumped, and not of a moment near it
 */
public record BinlogPosition(
    @Nullable String gtid, @Nullable String file, @Nullable Long position, boolean exact) {

  /** Whether it names no place at all. */
  public boolean namesNone() {
    return gtid == null && file == null;
  }
}

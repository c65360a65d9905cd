package io.dumpwarden.engine;

import io.dumpwarden.source.TableShape;
import java.util.concurrent.Semaphore;

/**
 * Has one connection of a dump at a time read tables whose rows are large: the driver holds whole
 * rows, and several connections would hold several. Safe for use by many threads.
 */
final class LargeRows {

  /** On average, and as tables take them on disk. */
  private static final long LARGE = 1 << 20;

  private final Semaphore turns = new Semaphore(1, true);

  /** What lets the next one read; closed once. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for the turn of whoever wants to read a part of a table. */
  Turn turn(TableShape table) throws InterruptedException {
    if (!isLarge(table)) {
      return () -> {};
    }
    turns.acquire();
    return turns::release;
  }

  private static boolean isLarge(TableShape table) {
    return table.dataBytes() / Math.max(1, table.rowEstimate()) >= LARGE && table.rowEstimate() > 0;
  }
}

package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import java.util.List;

/**
 * One replacement at work, from the load to its end. It holds a connection, whose named lock tells
 * others that it is alive. One thread does the work; {@link #keepAlive} may come from any.
 */
public final class Swap implements AutoCloseable {

  /**
   * The database to load into instead of a target: tables, sequences and rows, but no triggers,
   * views, routines or events, which come as {@link Definitions}. It exists and is empty; the dump
   * may drop it and make it anew with options of its own, which the target then takes over where
   * all of it is replaced.
   *
   * @throws IllegalArgumentException for a database that is not among the units
   */
  public String staging(String database) {
    throw new UnsupportedOperationException();
  }

  /**
   * To be called every minute or so during a long load, so that nothing between here and the server
   * takes the connection for idle. Connects again where it was lost.
   *
   * @throws DumpwardenException {@code SERVER_GONE} when it cannot, {@code INTERRUPTED} when
   *     somebody took this replacement for dead and has rolled it back
   */
  public void keepAlive() {
    throw new UnsupportedOperationException();
  }

  /**
   * Checks what was loaded, and puts it in the place of what is there. Whatever fails until the
   * definitions are made is rolled back.
   *
   * @param definitions executed one after the other, those of events last, so that no event fires
   *     before all is there
   * @param expected what must be there in the end; databases not named are not checked
   * @return {@code NEW_IN_PLACE}; the notes say what could not be cleaned up
   * @throws SwapFailedException {@code RESTORE_INCOMPLETE} where an expected object is missing,
   *     {@code SWAP_OBSTACLE} for one that came up meanwhile, {@code SWAP_FAILED} for anything
   *     else, each with the old data in place; {@code SWAP_UNFINISHED} where the rollback failed
   *     too
   */
  public SwapOutcome replace(List<Definitions> definitions, List<Expectation> expected) {
    throw new UnsupportedOperationException();
  }

  /** Drops what was loaded unless it was put in place, and lets the connection go. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}

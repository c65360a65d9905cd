package io.dumpwarden.swap;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerInspector;
import java.sql.Connection;
import java.util.List;

/**
 * Replaces databases, or tables of them, by data that was loaded beside them. Every step is written
 * into a journal on the server itself before and after it is done, so that whatever dies in
 * between, process, connection or server, {@link #recover} brings either the old or the new data in
 * place, whole. Safe for use by many threads.
 *
 * <p>A restore calls {@link #plan}, {@link #begin}, loads tables and rows into {@link
 * Swap#staging}, then {@link Swap#replace}.
 */
public final class Swaps {

  private final ServerConnector connector;
  private final ServerInspector inspector;
  private final DefinitionLoader loader;

  /**
   * @param loader executes definitions, by a client program of the server
   */
  public Swaps(ServerConnector connector, ServerInspector inspector, DefinitionLoader loader) {
    this.connector = connector;
    this.inspector = inspector;
    this.loader = loader;
  }

  /**
   * What a replacement would do; changes nothing.
   *
   * @throws DumpwardenException {@code SERVER_UNREACHABLE} when the server does not answer
   */
  public SwapPlan plan(Connection connection, List<SwapUnit> units) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes the journal and the staging databases. The caller closes what it gets, whatever happens.
   *
   * @throws DumpwardenException {@code SWAP_OBSTACLE} where the plan has one, {@code
   *     SERVER_UNREACHABLE}, {@code ACCESS_DENIED}
   */
  public Swap begin(Login login, SwapRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * Finishes or rolls back every replacement on the server whose owner is gone; those at work are
   * left alone. May be called at any time, by several processes, and again after it was killed.
   *
   * @return an outcome for each that was found; {@code UNFINISHED} where it could not be brought to
   *     an end, with the reason and what lies where
   */
  public List<SwapOutcome> recover(Login login) {
    throw new UnsupportedOperationException();
  }

  /**
   * For a restore in place: drops what the scope holds, the database itself and its grants stay.
   * Nothing brings it back.
   *
   * @throws DumpwardenException {@code RESTORE_FAILED} with the server's message
   */
  public void clear(Connection connection, SwapUnit unit) {
    throw new UnsupportedOperationException();
  }
}

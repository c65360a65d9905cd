package io.dumpwarden.definition;

import io.dumpwarden.source.ServerFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Everything of some databases but their rows, as SQL that a stock client replays and that reads
 * like a dump tool's. To be written in this order: {@link #head}, {@link #tables}, the rows, {@link
 * #rest}, {@link #foot}. Rows want a {@code USE} of their own in front of them.
 *
 * <p>Reads through one connection of a snapshot, whose current database and session settings it
 * changes; not to be used for anything else meanwhile. For one thread. Streams are neither closed
 * nor flushed.
 *
 * <p>Throws {@link io.dumpwarden.error.DumpwardenException}: {@code CONFIG_INVALID} for a database
 * whose name has control characters, {@code DEFINITION_CHANGED} where something is gone that was
 * there a moment ago, {@code ACCESS_DENIED} where the account may not read a text, {@code
 * DUMP_FAILED} where the server cannot show a definition.
 */
public final class Definitions {

  private final Connection connection;
  private final ServerFacts server;
  private final List<String> databases;
  private final DefinitionChoice choice;

  /**
   * @param databases in the order in which they are dumped
   */
  public Definitions(
      Connection connection,
      ServerFacts server,
      List<String> databases,
      DefinitionChoice choice) {
    this.connection = connection;
    this.server = server;
    this.databases = List.copyOf(databases);
    this.choice = choice;
  }

  /** The first lines: comments, the position, the settings of the session that replays it. */
  public void head(DumpHead head, OutputStream out) throws IOException {}

  /** The databases, their sequences and tables, and stand-ins for their views. */
  public void tables(OutputStream out) throws SQLException, IOException {}

  /** What comes after the rows: routines, views, triggers, events. */
  public void rest(OutputStream out) throws SQLException, IOException {}

  /**
   * The last lines, which give the session its settings back.
   *
   * @param completed what the end marker says
   */
  public void foot(Instant completed, OutputStream out) throws IOException {}

  /** What is defined at this moment, whatever moment the snapshot shows. */
  public DefinitionFingerprint fingerprint() throws SQLException {
    return new DefinitionFingerprint(java.util.Map.of());
  }
}

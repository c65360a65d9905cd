package io.dumpwarden.rows;

import io.dumpwarden.source.TableShape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The rows of a table as INSERT statements that the stock clients replay: each row in a line of its
 * own, as mariadb-dump writes them, with the names of the columns, and without computed ones. They
 * name no database. They mean what they should where the client's character set is utf8mb4, the
 * time zone UTC, and the sql_mode NO_AUTO_VALUE_ON_ZERO without NO_BACKSLASH_ESCAPES and strict
 * modes. Current rows only, unless the history is asked for. Safe for use by many threads.
 */
public final class TableRows {

  private final TablePlan text;
  private final TablePlan binary;
  private final boolean prepares;
  private final InsertStyle style;

  public TableRows(TableShape table, InsertStyle style) {
    this(TablePlan.asText(table, null), TablePlan.asBinary(table, null), style);
  }

  private TableRows(TablePlan text, TablePlan binary, InsertStyle style) {
    this(text, binary, binary.hasReals(), style);
  }

  /**
   * @param prepares whether {@code binary} is preferred
   */
  TableRows(TablePlan text, TablePlan binary, boolean prepares, InsertStyle style) {
    this.text = text;
    this.binary = binary;
    this.prepares = prepares;
    this.style = style;
  }

  /**
   * With the former rows of a system-versioned table, which MariaDB takes back from 10.11 on, where
   * the session has {@code system_versioning_insert_history}.
   */
  public static TableRows withHistory(TableShape table, InsertStyle style, History history) {
    return new TableRows(
        TablePlan.asText(table, history), TablePlan.asBinary(table, history), style);
  }

  /**
   * Reads the rows and hands them on; nothing where there are none. In memory are one row, and the
   * statement that is being written.
   *
   * @param connection of a snapshot: in UTC, with utf8mb4 and an empty sql_mode. It is aborted when
   *     the sink fails, since the rest of the rows would have to be read before it is of use again
   * @return how many rows
   * @throws SQLException as the server or the connection has it
   * @throws IOException as the sink has it
   */
  public long read(Connection connection, RowRange range, StatementSink sink)
      throws SQLException, IOException {
    StoredText stored = new StoredText(connection, text.hasText());
    stored.begin();
    boolean usable = false;
    try {
      long rows = stream(connection, range, sink);
      usable = true;
      return rows;
    } catch (SQLException e) {
      usable = true;
      throw e;
    } finally {
      if (usable) {
        stored.end();
      } else {
        connection.abort(Runnable::run);
      }
    }
  }

  /**
   * Servers take longer to write a floating-point number than for all the rest of a row, and need
   * not do so in prepared statements; without them, plain ones are read with less work.
   */
  private long stream(Connection connection, RowRange range, StatementSink sink)
      throws SQLException, IOException {
    String query = binary.select(range);
    // The driver takes braces for its own in what it prepares.
    if (prepares && query.indexOf('{') < 0) {
      try {
        return write(RowQuery.prepared(connection, query), new BinaryRowWriter(binary), sink);
      } catch (SQLException e) {
        if (!RowQuery.isUnprepared(e)) {
          throw e;
        }
      }
    }
    return write(RowQuery.plain(connection, text.select(range)), new TextRowWriter(text), sink);
  }

  /** Nothing is closed when it fails: that would read the rest of the rows. */
  private long write(RowQuery query, RowWriter writer, StatementSink sink)
      throws SQLException, IOException {
    InsertBuffer buffer = new InsertBuffer(text.insert(), style.statementBytes(), sink);
    while (query.next()) {
      writer.write(query.row(), buffer);
    }
    long count = buffer.finish();
    query.close();
    return count;
  }
}

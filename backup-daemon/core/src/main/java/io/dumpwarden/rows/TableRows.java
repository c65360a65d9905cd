package io.dumpwarden.rows;

import io.dumpwarden.source.TableShape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The rows of a table as INSERT statements that the stock clients replay: each row in a line of its
 * own, as mariadb-dump writes them, with the names of the columns, and without computed ones. They
 * name no database. They mean what they should where the client's character set is utf8mb4, the
 * time zone UTC, and the sql_mode NO_AUTO_VALUE_ON_ZERO and ALLOW_INVALID_DATES, without
 * NO_BACKSLASH_ESCAPES and strict modes. Current rows only, unless the history is asked for. Safe
 * for use by many threads.
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
   * With the former rows of a system-versioned table, which MariaDB takes back from 10.11 on, in a
   * session of {@link History#SESSION}.
   */
  public static TableRows withHistory(TableShape table, InsertStyle style, History history) {
    return new TableRows(
        TablePlan.asText(table, history), TablePlan.asBinary(table, history), style);
  }

  /**
   * Reads the rows and hands them on; nothing where there are none. In memory are one row, and the
   * statement that is being written.
   *
   * @param connection of a snapshot: in UTC, with utf8mb4 and a sql_mode of no more than
   *     ALLOW_INVALID_DATES. Once there are rows, any failure, the sink's too, has it aborted: what
   *     is left of them would have to be read before it is of use again
   * @return how many rows
   * @throws SQLException as the server or the connection has it
   * @throws IOException as the sink has it
   */
  public long read(Connection connection, RowRange range, StatementSink sink)
      throws SQLException, IOException {
    StoredText stored = new StoredText(connection, text.hasText());
    stored.begin();
    Reading reading;
    try {
      reading = open(connection, range);
    } catch (SQLException e) {
      stored.endAfter(e);
      throw e;
    }
    boolean done = false;
    try {
      long rows = write(reading, sink);
      done = true;
      stored.end();
      return rows;
    } finally {
      if (!done) {
        connection.abort(Runnable::run);
      }
    }
  }

  private record Reading(RowQuery query, RowWriter writer) {}

  /**
   * Servers take longer to write a floating-point number than for all the rest of a row, and need
   * not do so in prepared statements; without them, plain ones are read with less work.
   */
  private Reading open(Connection connection, RowRange range) throws SQLException {
    String query = binary.select(range);
    // The driver takes braces for its own in what it prepares.
    if (prepares && query.indexOf('{') < 0) {
      try {
        return new Reading(RowQuery.prepared(connection, query), new BinaryRowWriter(binary));
      } catch (SQLException e) {
        if (!RowQuery.isUnprepared(e)) {
          throw e;
        }
      }
    }
    return new Reading(RowQuery.plain(connection, text.select(range)), new TextRowWriter(text));
  }

  private long write(Reading reading, StatementSink sink) throws SQLException, IOException {
    InsertBuffer buffer = new InsertBuffer(style.head(text.insert()), style.statementBytes(), sink);
    RowQuery query = reading.query();
    while (query.next()) {
      reading.writer().write(query.row(), buffer);
    }
    long count = buffer.finish();
    query.close();
    return count;
  }
}

package io.dumpwarden.rows;

import io.dumpwarden.source.TableShape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The rows of a table as INSERT statements that the stock clients replay: each row in a line of its
 * own, as mariadb-dump writes them, with the names of the columns, and without computed ones. They
 * name no database. They mean what they should where the client's character set is utf8mb4, the
 * time zone UTC, and the sql_mode NO_AUTO_VALUE_ON_ZERO without NO_BACKSLASH_ESCAPES and strict
 * modes. Current rows only, unless the history is asked for. Safe for use by many threads.
 */
public final class TableRows {

  /** Each may be as large as a packet, so that no second one is held. */
  private static final int ROWS_AT_ONCE = 1;

  private final TablePlan plan;
  private final InsertStyle style;

  public TableRows(TableShape table, InsertStyle style) {
    this(TablePlan.of(table), style);
  }

  private TableRows(TablePlan plan, InsertStyle style) {
    this.plan = plan;
    this.style = style;
  }

  /**
   * With the former rows of a system-versioned table, which MariaDB takes back from 10.11 on, where
   * the session has {@code system_versioning_insert_history}.
   */
  public static TableRows withHistory(TableShape table, InsertStyle style, History history) {
    return new TableRows(TablePlan.of(table, history), style);
  }

  /** The query that {@link #read} sends. */
  public String select(RowRange range) {
    return plan.select(range);
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
    StoredText text = new StoredText(connection, plan.hasText());
    text.begin();
    boolean usable = false;
    try {
      long rows = stream(connection, select(range), sink);
      usable = true;
      return rows;
    } catch (SQLException e) {
      usable = true;
      throw e;
    } finally {
      if (usable) {
        text.end();
      } else {
        connection.abort(Runnable::run);
      }
    }
  }

  /** Nothing is closed when it fails: that would read the rest of the rows. */
  private long stream(Connection connection, String query, StatementSink sink)
      throws SQLException, IOException {
    InsertBuffer buffer = new InsertBuffer(plan.insert(), style.statementBytes(), sink);
    RowWriter writer = new RowWriter(plan);
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    statement.setFetchSize(ROWS_AT_ONCE);
    ResultSet rows = statement.executeQuery(query);
    while (rows.next()) {
      writer.write(rows.getObject(1, RawRow.class), buffer);
    }
    long count = buffer.finish();
    statement.close();
    return count;
  }
}

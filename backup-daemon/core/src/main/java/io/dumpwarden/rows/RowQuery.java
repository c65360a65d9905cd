package io.dumpwarden.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A query whose rows are streamed, one at a time. */
final class RowQuery {

  /** Each may be as large as a packet, so that no second one is held. */
  private static final int ROWS_AT_ONCE = 1;

  /** ER_MAX_PREPARED_STMT_COUNT_REACHED; some servers are told to prepare none. */
  private static final int TOO_MANY_PREPARED = 1461;

  /** ER_UNSUPPORTED_PS. */
  private static final int NEVER_PREPARED = 1295;

  private final Statement statement;
  private final ResultSet rows;

  private RowQuery(Statement statement, ResultSet rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /** A plain statement, whose rows are text. */
  static RowQuery plain(Connection connection, String sql) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    statement.setFetchSize(ROWS_AT_ONCE);
    return new RowQuery(statement, statement.executeQuery(sql));
  }

  /** A statement that the server prepared, whose rows are binary. */
  static RowQuery prepared(Connection connection, String sql) throws SQLException {
    PreparedStatement statement =
        connection
            .unwrap(org.mariadb.jdbc.Connection.class)
            .prepareInternal(
                sql,
                Statement.NO_GENERATED_KEYS,
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                true);
    statement.setFetchSize(ROWS_AT_ONCE);
    return new RowQuery(statement, statement.executeQuery());
  }

  /** Whether the server could not prepare one, but may well run it. */
  static boolean isUnprepared(SQLException e) {
    return e.getErrorCode() == TOO_MANY_PREPARED || e.getErrorCode() == NEVER_PREPARED;
  }

  boolean next() throws SQLException {
    return rows.next();
  }

  RawRow row() throws SQLException {
    return rows.getObject(1, RawRow.class);
  }

  /** To be called behind the last row; before it, it would read all others. */
  void close() throws SQLException {
    statement.close();
  }
}

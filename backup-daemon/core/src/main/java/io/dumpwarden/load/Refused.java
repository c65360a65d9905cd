package io.dumpwarden.load;

import java.sql.SQLException;

/** A server's refusal on its way up, with the statement. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient SqlText sql;
  private final SQLException refusal;

  Refused(SQLException refusal, SqlText sql) {
    super(refusal);
    this.refusal = refusal;
    this.sql = sql.head();
  }

  SQLException refusal() {
    return refusal;
  }

  SqlText sql() {
    return sql;
  }
}

package io.dumpwarden.load;

import java.sql.SQLException;

/** A server's refusal on its way up, with the part of the dump and the statement. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient SqlText sql;
  private final String part;
  private final SQLException refusal;

  Refused(SQLException refusal, String part, SqlText sql) {
    super(refusal);
    this.refusal = refusal;
    this.part = part;
    this.sql = sql.head();
  }

  SQLException refusal() {
    return refusal;
  }

  String part() {
    return part;
  }

  SqlText sql() {
    return sql;
  }
}

package io.dumpwarden.swap;

import java.sql.SQLException;

/** What a database has beside its objects: default character set, collation, comment. */
record DatabaseOptions(TargetSession session) {

  private static final String COMMENT = " COMMENT '";

  /** Asks for privileges of its own, and is the server's affair. */
  private static final String ENCRYPTION = "/\\*!80016[^*]*\\*/";

  /** As the server writes them behind the name. */
  String of(String database) throws SQLException {
    String statement = "CREATE DATABASE " + Sql.name(database);
    String shown = session.shown(row -> row.getString(2), "SHOW " + statement).get(0);
    return shown.substring(statement.length()).replaceAll(ENCRYPTION, "").strip();
  }

  /** A comment stays where the options say nothing of one. */
  void take(String database, String options) throws SQLException {
    if (!options.isEmpty() && !options.equals(of(database))) {
      session.execute("ALTER DATABASE %s %s".formatted(Sql.name(database), options));
    }
  }

  /** As they were, without a comment where there was none. */
  void restore(String database, String options) throws SQLException {
    boolean tooMuch = of(database).contains(COMMENT) && !options.contains(COMMENT);
    take(database, tooMuch ? options + COMMENT + "'" : options);
  }
}

package io.dumpwarden.swap;

import java.sql.SQLException;

/** What a database has beside its objects: default character set, collation, comment. */
record DatabaseOptions(TargetSession session) {

  /** Asks for privileges of its own, and is the server's affair. */
  private static final String ENCRYPTION = "/\\*!80016[^*]*\\*/";

  /** As the server writes them behind the name. */
  String of(String database) throws SQLException {
    String statement = "CREATE DATABASE " + Sql.name(database);
    String shown = session.shown(row -> row.getString(2), "SHOW " + statement).get(0);
    return shown.substring(statement.length()).replaceAll(ENCRYPTION, "").strip();
  }

  void set(String database, String options) throws SQLException {
    String now = of(database);
    if (!options.isEmpty() && !options.equals(now)) {
      boolean lessComment = now.contains("COMMENT '") && !options.contains("COMMENT '");
      session.execute(
          "ALTER DATABASE %s %s%s"
              .formatted(Sql.name(database), options, lessComment ? " COMMENT ''" : ""));
    }
  }
}

package io.dumpwarden.accounts;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The script as a text: its head, its statements in sections, its end. */
final class ScriptText {

  private static final String HEAD =
      """
      --
      -- Load it when the databases are back, with an account that may make accounts and grant
      -- what is granted here. Accounts and roles that are there already keep their passwords.

      SET NAMES utf8mb4;
      SET @dumpwarden_sql_mode = @@SESSION.sql_mode;
      SET SESSION sql_mode = '%s';
      """;
  private static final String END =
      """

      SET SESSION sql_mode = @dumpwarden_sql_mode;
      %s
      """;

  private final StringBuilder sql = new StringBuilder();
  private final List<String> section = new ArrayList<>();

  ScriptText(ServerFacts server, String host, AccountScope scope) {
    comment("Accounts of %s, %s %s".formatted(host, server.flavor().id(), server.version()));
    if (!scope.everything()) {
      comment("as far as these databases need them:");
      new TreeSet<>(scope.databases()).forEach(name -> comment("  " + SqlText.name(name)));
    }
    if (server.grants().literal()) {
      comment("The server had partial_revokes=ON, which the one that loads this needs, too.");
    }
    sql.append(HEAD.formatted(sqlMode(server.flavor())));
  }

  /** The mode that a server of this flavor is to execute such scripts in. */
  static String sqlMode(Flavor flavor) {
    // without it MariaDB makes accounts without a password of grants to accounts that are missing
    return flavor == Flavor.MARIADB ? "NO_AUTO_CREATE_USER" : "";
  }

  void statement(String statement) {
    section.add(statement + "\n");
  }

  void remark(String why, String statement) {
    section.add(SqlText.comment(why + ": " + statement));
  }

  /** Puts what was said since the last one under a title. */
  void section(String title) {
    if (!section.isEmpty()) {
      sql.append('\n').append(SqlText.comment(title));
      section.forEach(sql::append);
      section.clear();
    }
  }

  String end() {
    return sql + END.formatted(AccountScript.END_MARKER);
  }

  private void comment(String text) {
    sql.append(SqlText.comment(text));
  }
}

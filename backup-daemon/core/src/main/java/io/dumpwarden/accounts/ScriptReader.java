package io.dumpwarden.accounts;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link AccountScript} writes: its statements, in their order. */
final class ScriptReader {

  private static final String USER = "CREATE USER IF NOT EXISTS ";
  private static final String ROLE = "CREATE ROLE IF NOT EXISTS ";
  private static final String DEFAULT_ROLE = "SET DEFAULT ROLE ";
  private static final String PROXY = "GRANT PROXY ";

  private ScriptReader() {}

  /**
   * The statements about accounts; those about the session are left out.
   *
   * @throws DumpwardenException {@code BACKUP_CORRUPT} where it is not such a script, or not all of
   *     it
   */
  static List<ScriptStatement> read(String script) {
    if (!script.stripTrailing().endsWith(AccountScript.END_MARKER)) {
      throw corrupt("it ends without its end marker");
    }
    List<ScriptStatement> statements = new ArrayList<>();
    int at = 0;
    for (int begin = code(script, at); begin < script.length(); begin = code(script, at)) {
      int end = SqlText.find(script, ";", begin);
      if (end < 0) {
        throw corrupt("its last statement has no end");
      }
      statement(script.substring(begin, end)).ifPresent(statements::add);
      at = end + 1;
    }
    return List.copyOf(statements);
  }

  /** Where the next statement begins, behind space and comments; the script's length for none. */
  private static int code(String script, int from) {
    int at = from;
    while (at < script.length()) {
      if (script.startsWith("--", at)) {
        int end = script.indexOf('\n', at);
        at = end < 0 ? script.length() : end;
      } else if (Character.isWhitespace(script.charAt(at))) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private static Optional<ScriptStatement> statement(String sql) {
    if (sql.startsWith(USER)) {
      return Optional.of(create(sql.substring(USER.length()), false));
    }
    if (sql.startsWith(ROLE)) {
      return Optional.of(create(sql.substring(ROLE.length()), true));
    }
    if (sql.startsWith(DEFAULT_ROLE)) {
      int to = SqlText.find(sql, " TO ", 0);
      return Optional.of(
          other(sql, to < 0 ? behind(sql, " FOR ") : sql.substring(to + " TO ".length())));
    }
    if (sql.startsWith(PROXY)) {
      return Optional.of(other(sql, behind(sql, " TO ")));
    }
    if (sql.startsWith("SET ")) {
      return Optional.empty();
    }
    return Optional.of(grant(sql));
  }

  private static ScriptStatement create(String behindVerb, boolean role) {
    int end = SqlText.find(behindVerb, " ", 0);
    return end < 0
        ? new ScriptStatement.Create(behindVerb, role, "")
        : new ScriptStatement.Create(behindVerb.substring(0, end), role, behindVerb.substring(end));
  }

  private static ScriptStatement grant(String sql) {
    GrantLine line = GrantLine.parse(sql).orElseThrow(() -> unknown(sql));
    if (line instanceof GrantLine.Privileges grant) {
      return new ScriptStatement.Grant(name(grant.holder()), grant, sql);
    }
    if (line instanceof GrantLine.Roles roles) {
      return other(sql, roles.holder());
    }
    throw unknown(sql);
  }

  private static ScriptStatement other(String sql, String holder) {
    return new ScriptStatement.Other(name(holder), sql);
  }

  private static String behind(String sql, String word) {
    int at = SqlText.find(sql, word, 0);
    if (at < 0) {
      throw unknown(sql);
    }
    return sql.substring(at + word.length());
  }

  /** Without what may follow it: options. */
  private static String name(String holder) {
    int end = SqlText.find(holder, " ", 0);
    return end < 0 ? holder : holder.substring(0, end);
  }

  /** Only its verb: what follows may be a secret. */
  private static DumpwardenException unknown(String sql) {
    return corrupt("no statement of its kind: " + sql.split("\\W", 2)[0]);
  }

  private static DumpwardenException corrupt(String why) {
    return new DumpwardenException(
        ErrorCode.BACKUP_CORRUPT, "the script of accounts cannot be used: " + why);
  }
}

package io.dumpwarden.accounts;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What a server says of a statement that it refuses. */
final class ServerWords {

  private static final Pattern LITERAL = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|0x\\p{XDigit}+");

  /** Shorter ones are words such as the names of plugins. */
  private static final int SECRET = 30;

  private ServerWords() {}

  static String of(SQLException refusal) {
    return String.valueOf(refusal.getMessage()).replaceFirst("^\\(conn=\\d+\\) ", "");
  }

  /**
   * The same for a statement with the hash of a password: without what it repeats of it.
   *
   * @param clauses of the statement
   */
  static String withoutSecrets(SQLException refusal, String clauses) {
    // a syntax error repeats the statement from there on, cut anywhere
    String said = of(refusal).replaceFirst("(?s) near '.*", "");
    for (String literal : LITERAL.matcher(clauses).results().map(m -> m.group()).toList()) {
      String text = literal.startsWith("'") ? literal.substring(1, literal.length() - 1) : literal;
      if (text.length() >= SECRET) {
        said = said.replace(text, "…");
      }
    }
    return "%s (error %d)".formatted(said, refusal.getErrorCode());
  }
}

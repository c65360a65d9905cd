package io.dumpwarden.script;

import java.util.Optional;

/**
 * How quotes are read under an SQL mode.
 *
 * @param backslashEscapes whether a backslash in a text makes the next character an ordinary one
 * @param ansiQuotes whether double quotes hold names instead of texts
 */
public record QuotingMode(boolean backslashEscapes, boolean ansiQuotes) {

  public static final QuotingMode USUAL = new QuotingMode(true, false);

  /** Empty where the statement, a SET, does not set {@code sql_mode}. */
  public static Optional<QuotingMode> in(String statement) {
    if (!statement.contains("sql_mode") && !statement.contains("SQL_MODE")) {
      return Optional.empty();
    }
    boolean ansi = statement.contains("ANSI_QUOTES") || statement.contains("'ANSI");
    return Optional.of(new QuotingMode(!statement.contains("NO_BACKSLASH_ESCAPES"), ansi));
  }

  public boolean escapesIn(byte quote) {
    return backslashEscapes && quote != '`' && !(quote == '"' && ansiQuotes);
  }
}

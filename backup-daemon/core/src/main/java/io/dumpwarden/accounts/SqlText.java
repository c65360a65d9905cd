package io.dumpwarden.accounts;

import java.util.ArrayList;
import java.util.List;

/** Names, literals and comments of SQL: written, and found in what a server wrote. */
final class SqlText {

  private SqlText() {}

  /** In backticks, which mean the same in every SQL mode. */
  static String name(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** A literal for a session in which backslashes escape. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** A comment that no line of the text gets out of. */
  static String comment(String text) {
    return "-- " + text.replaceAll("\\R", "\n-- ") + "\n";
  }

  /** Where the words begin outside of quotes, from there on; -1 where they do not. */
  static int find(String sql, String words, int from) {
    for (int i = from; i < sql.length(); i++) {
      if (sql.startsWith(words, i)) {
        return i;
      }
      if (isQuote(sql.charAt(i))) {
        i = closing(sql, i);
      }
    }
    return -1;
  }

  /** What commas outside of quotes part. */
  static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int comma = find(list, ",", 0); comma >= 0; comma = find(list, ",", start)) {
      parts.add(list.substring(start, comma).strip());
      start = comma + 1;
    }
    parts.add(list.substring(start).strip());
    return parts;
  }

  /** The end of what the quote there opens; a doubled quote looks like two texts, which will do. */
  private static int closing(String sql, int open) {
    char quote = sql.charAt(open);
    int i = open + 1;
    while (i < sql.length() && sql.charAt(i) != quote) {
      i += sql.charAt(i) == '\\' && quote != '`' ? 2 : 1;
    }
    return i;
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '`' || c == '"';
  }
}

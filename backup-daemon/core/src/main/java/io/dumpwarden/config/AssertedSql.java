package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of an assertion's SQL, outside of quotes, with how deep in parentheses they stand.
 *
 * @param text as it was given
 * @param closesAtEnd whether the parenthesis that it begins with is the one that it ends with
 */
record AssertedSql(String text, List<Word> words, boolean closesAtEnd) {

  /** A word in upper case. */
  record Word(String text, int depth) {}

  private static final List<String> WRITES =
      List.of("INTO", "INSERT", "UPDATE", "DELETE", "REPLACE", "CALL", "LOAD_FILE");

  /**
   * @throws IllegalArgumentException where it is no single expression: quotes or parentheses that
   *     do not close, comments, several statements
   */
  static AssertedSql of(String text) {
    return new Reader(text.strip()).read();
  }

  boolean isParenthesised() {
    return text.startsWith("(") && closesAtEnd;
  }

  boolean hasTopLevel(List<String> wanted) {
    return words.stream().anyMatch(word -> word.depth() == 0 && wanted.contains(word.text()));
  }

  /** The SELECT without the parentheses around it. */
  String requireSelect() {
    if (isParenthesised()) {
      return of(text.substring(1, text.length() - 1)).requireSelect();
    }
    if (words.isEmpty() || !words.get(0).text().equals("SELECT") || words.get(0).depth() > 0) {
      throw new IllegalArgumentException(
          "'%s' is no SELECT: write SELECT … [operator literal], as in SELECT COUNT(*) FROM orders > 0"
              .formatted(text));
    }
    words.stream()
        .map(Word::text)
        .filter(WRITES::contains)
        .findFirst()
        .ifPresent(
            word -> {
              // as functions, REPLACE and INSERT only make texts; they can be done without
              throw new IllegalArgumentException(
                  "%s has no place in an assertion, which may only read".formatted(word));
            });
    return text;
  }

  private static final class Reader {
    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int depth;
    private int firstClosedAt = -1;

    Reader(String text) {
      this.text = text;
    }

    AssertedSql read() {
      int at = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
          at = afterQuotes(at, c);
        } else if (Character.isLetter(c) || c == '_') {
          at = afterWord(at);
        } else {
          plain(c, at);
          at++;
        }
      }
      if (depth != 0) {
        throw new IllegalArgumentException("a parenthesis is not closed in: " + text);
      }
      return new AssertedSql(text, List.copyOf(words), firstClosedAt == text.length() - 1);
    }

    private void plain(char c, int at) {
      if (c == ';') {
        throw new IllegalArgumentException("an assertion is one statement, without ';'");
      }
      if (c == '#' || text.startsWith("--", at) || text.startsWith("/*", at)) {
        throw new IllegalArgumentException("an assertion holds no comments: " + text);
      }
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
        if (depth < 0) {
          throw new IllegalArgumentException("a parenthesis too many in: " + text);
        }
        if (depth == 0 && firstClosedAt < 0) {
          firstClosedAt = at;
        }
      }
    }

    private int afterWord(int from) {
      int at = from;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || "_$".indexOf(text.charAt(at)) >= 0)) {
        at++;
      }
      words.add(new Word(text.substring(from, at).toUpperCase(Locale.ROOT), depth));
      return at;
    }

    private int afterQuotes(int from, char quote) {
      for (int at = from + 1; at < text.length(); at++) {
        if (text.charAt(at) == '\\' && quote != '`') {
          at++;
        } else if (text.charAt(at) == quote) {
          return at + 1;
        }
      }
      throw new IllegalArgumentException("a quote is not closed in: " + text);
    }
  }
}

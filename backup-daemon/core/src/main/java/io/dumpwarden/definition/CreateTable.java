package io.dumpwarden.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The statement of a table in its parts, as SHOW CREATE TABLE writes them.
 *
 * @param head up to the first parenthesis, which is part of it
 * @param items columns, keys, constraints: each without the comma and the blanks around it
 * @param tail from the last parenthesis on
 */
record CreateTable(String head, List<String> items, String tail) {

  private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

  CreateTable {
    items = List.copyOf(items);
  }

  /** Empty for something else. */
  static Optional<CreateTable> parse(String statement) {
    return new Parser(statement).parse();
  }

  /** The statement without what changes while rows are written. */
  static String steady(String statement) {
    return parse(statement)
        .map(table -> table.head() + String.join(",\n", table.items()) + steadyTail(table.tail()))
        .orElse(statement);
  }

  /** The counter stands in front of all texts. */
  private static String steadyTail(String tail) {
    int quote = tail.indexOf('\'');
    int end = quote < 0 ? tail.length() : quote;
    return COUNTER.matcher(tail.substring(0, end)).replaceFirst("") + tail.substring(end);
  }

  String with(List<String> some) {
    return head + "\n  " + String.join(",\n  ", some) + "\n" + tail;
  }

  /** Goes through it once, past quotes. */
  private static final class Parser {

    private final String text;
    private final List<String> items = new ArrayList<>();
    private int depth;
    private int begin;

    Parser(String text) {
      this.text = text;
    }

    Optional<CreateTable> parse() {
      int headEnd = 0;
      for (int i = 0; i < text.length(); i++) {
        switch (text.charAt(i)) {
          case '\'', '"', '`' -> i = quoted(i);
          case '(' -> {
            if (depth++ == 0) {
              headEnd = i + 1;
              begin = i + 1;
            }
          }
          case ',' -> {
            if (depth == 1) {
              item(i);
            }
          }
          case ')' -> {
            if (--depth == 0) {
              item(i);
              return Optional.of(
                  new CreateTable(text.substring(0, headEnd), items, text.substring(i)));
            }
          }
          default -> {
            // nothing that parts them
          }
        }
      }
      return Optional.empty();
    }

    private void item(int end) {
      items.add(text.substring(begin, end).strip());
      begin = end + 1;
    }

    /** The index of the quote that ends it; a doubled one begins another. */
    private int quoted(int start) {
      char quote = text.charAt(start);
      int i = start + 1;
      while (i < text.length() && text.charAt(i) != quote) {
        i += text.charAt(i) == '\\' && quote != '`' ? 2 : 1;
      }
      return i;
    }
  }
}

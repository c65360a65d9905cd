package io.dumpwarden.script;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tokens of a statement, including those in comments that servers run. */
public final class SqlTokens {

  /** Blanks, the frame of what servers run, other comments, a byte order mark in either reading. */
  private static final Pattern SKIPPED =
      Pattern.compile(
          "\\s++|/\\*M?!\\d*+|\\*/|/\\*(?s:.*?)\\*/|--\\s[^\\n]*+|#[^\\n]*+|\\A(?:\\xef\\xbb\\xbf|\\x{feff})");

  private static final Pattern WORD =
      Pattern.compile("[\\p{Alnum}_$\\x80-\\x{10ffff}]++|.", Pattern.DOTALL);

  private final String text;
  private final QuotingMode mode;
  private final Matcher matcher;
  private int at;

  public SqlTokens(String text) {
    this(text, QuotingMode.USUAL);
  }

  public SqlTokens(String text, QuotingMode mode) {
    this.matcher = WORD.matcher(text);
    this.text = text;
    this.mode = mode;
  }

  /** Empty at the end. */
  public Optional<SqlToken> next() {
    while (find(SKIPPED)) {
      continue;
    }
    int start = at;
    if (at < text.length() && "`\"'".indexOf(text.charAt(at)) >= 0) {
      char quote = text.charAt(at++);
      return Optional.of(new SqlToken(quoted(quote), quote, start, at));
    }
    return find(WORD)
        ? Optional.of(new SqlToken(matcher.group(), SqlToken.BARE, start, at))
        : Optional.empty();
  }

  /**
   * A doubled quote is one of its content; the end of the head may come first. A backslash stays,
   * with what it makes ordinary.
   */
  private String quoted(char quote) {
    boolean escapes = mode.escapesIn((byte) quote);
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && escapes && at < text.length()) {
        content.append(c).append(text.charAt(at++));
        continue;
      }
      if (c == quote && !text.startsWith(String.valueOf(quote), at++)) {
        at--;
        break;
      }
      content.append(c);
    }
    return content.toString();
  }

  private boolean find(Pattern pattern) {
    boolean found = matcher.usePattern(pattern).region(at, text.length()).lookingAt();
    if (found) {
      at = matcher.end();
    }
    return found;
  }
}

package io.dumpwarden.script;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tokens of a statement, including those in comments that servers run. */
public final class SqlTokens {

  /** Blanks, the frame of what servers run, other comments. */
  private static final Pattern SKIPPED =
      Pattern.compile("\\s++|/\\*M?!\\d*+|\\*/|/\\*(?s:.*?)\\*/|--\\s[^\\n]*+|#[^\\n]*+");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_$]++|.", Pattern.DOTALL);

  private final String text;
  private final Matcher matcher;
  private int at;

  public SqlTokens(String text) {
    this.matcher = WORD.matcher(text);
    this.text = text;
  }

  /** Empty at the end. */
  public Optional<SqlToken> next() {
    while (find(SKIPPED)) {
      continue;
    }
    if (at < text.length() && "`\"'".indexOf(text.charAt(at)) >= 0) {
      return Optional.of(new SqlToken(quoted(text.charAt(at++)), true));
    }
    return find(WORD) ? Optional.of(new SqlToken(matcher.group(), false)) : Optional.empty();
  }

  /** A doubled quote is one of its content; the end of the head may come first. */
  private String quoted(char quote) {
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
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

package io.dumpwarden.notify.send;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text from elsewhere, made fit for one line of ours. */
final class Words {

  private static final int LONGEST = 300;

  /** Also what a terminal or a reader takes for the end of a line, or for another direction. */
  private static final Pattern NOT_IN_A_LINE =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

  private Words() {}

  /** One line, of bounded length. */
  static String line(@Nullable String text) {
    return cut(oneLine(text == null ? "" : text), LONGEST);
  }

  /** One line. */
  static String oneLine(String text) {
    return NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
  }

  /** At most so many characters, and no half one at the end. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}

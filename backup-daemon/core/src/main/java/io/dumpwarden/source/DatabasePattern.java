package io.dumpwarden.source;

import java.util.regex.Pattern;

/**
 * The name of a database as grants have it: {@code %} and {@code _} stand for others, unless a
 * backslash is before them.
 */
public record DatabasePattern(String text) {

  /** Whether a database of this name is meant. */
  public boolean fits(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        regex.append(Pattern.quote("" + text.charAt(++i)));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote("" + c));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
  }
}

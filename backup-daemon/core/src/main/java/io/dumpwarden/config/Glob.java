package io.dumpwarden.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A name pattern: {@code *} stands for any characters, {@code ?} for exactly one, a backslash takes
 * the meaning from the character after it. Case counts. The whole name must match.
 */
public record Glob(String pattern) {

  public Glob {
    if (endsOpen(pattern)) {
      throw new IllegalArgumentException(
          "pattern '%s' ends with a backslash: write two for a real one".formatted(pattern));
    }
  }

  /**
   * Reads a comma-separated list; a comma after a backslash is part of a pattern. Blanks around a
   * pattern do not count, empty items neither.
   */
  public static List<Glob> parseList(String text) {
    List<Glob> globs = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ',') {
        String item = text.substring(start, i).strip();
        if (!item.isEmpty()) {
          globs.add(new Glob(item));
        }
        start = i + 1;
      } else if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
    }
    return List.copyOf(globs);
  }

  /** The pattern that matches this name and no other; a blank in front of it survives a list. */
  public static Glob literal(String name) {
    return new Glob(name.replaceAll("[\\\\*?,]|^\\s", "\\\\$0"));
  }

  /** Whether the pattern names exactly one name, {@link #plainName}. */
  public boolean isPlain() {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*' || c == '?') {
        return false;
      }
      if (c == '\\') {
        i++;
      }
    }
    return true;
  }

  /** The pattern without its escapes: for a plain one, the only name it matches. */
  public String plainName() {
    return pattern.replaceAll("(?s)\\\\(.)", "$1");
  }

  /** Whether the whole name matches. Takes at most name times pattern steps. */
  public boolean matches(String name) {
    int p = 0;
    int n = 0;
    int starAt = -1;
    int starName = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        starAt = p++;
        starName = n;
      } else if (p < pattern.length() && fits(p, name.codePointAt(n))) {
        p += width(p);
        n += Character.charCount(name.codePointAt(n));
      } else if (starAt >= 0) {
        // let the last star take one character more, and try again behind it
        starName += Character.charCount(name.codePointAt(starName));
        n = starName;
        p = starAt + 1;
      } else {
        return false;
      }
    }
    return onlyStarsFrom(p);
  }

  private boolean fits(int p, int character) {
    return switch (pattern.charAt(p)) {
      case '?' -> true;
      case '\\' -> pattern.codePointAt(p + 1) == character;
      default -> pattern.codePointAt(p) == character;
    };
  }

  private int width(int p) {
    int escape = pattern.charAt(p) == '\\' ? 1 : 0;
    return escape + Character.charCount(pattern.codePointAt(p + escape));
  }

  private boolean onlyStarsFrom(int p) {
    return pattern.chars().skip(p).allMatch(c -> c == '*');
  }

  private static boolean endsOpen(String pattern) {
    int backslashes = 0;
    while (backslashes < pattern.length()
        && pattern.charAt(pattern.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  @Override
  public String toString() {
    return pattern;
  }
}

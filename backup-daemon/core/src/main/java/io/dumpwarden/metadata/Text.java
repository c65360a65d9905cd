package io.dumpwarden.metadata;

import org.jspecify.annotations.Nullable;

/** Words for a column of type TEXT, which takes 65,535 bytes. */
final class Text {

  /** Of four bytes each at most. */
  private static final int MAX_CHARACTERS = 16_000;

  private Text() {}

  /** As much of it as fits: what cannot be said in full is no reason to say nothing. */
  static @Nullable String fit(@Nullable String words) {
    if (words == null || words.length() <= MAX_CHARACTERS) {
      return words;
    }
    boolean inPair = Character.isHighSurrogate(words.charAt(MAX_CHARACTERS - 1));
    return words.substring(0, inPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS) + "…";
  }
}

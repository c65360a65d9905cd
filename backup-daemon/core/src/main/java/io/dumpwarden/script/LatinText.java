package io.dumpwarden.script;

import java.nio.charset.StandardCharsets;

/**
 * Texts in which each character stands for one byte, so that places in them are places in bytes.
 */
final class LatinText {

  private LatinText() {}

  static String of(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** What its bytes mean in UTF-8. */
  static String decoded(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}

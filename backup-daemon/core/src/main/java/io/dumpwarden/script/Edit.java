package io.dumpwarden.script;

import java.nio.charset.StandardCharsets;

/**
 * A change to the bytes of a statement.
 *
 * @param start the first byte that goes
 * @param end behind the last one
 */
record Edit(int start, int end, byte[] replacement) {

  static Edit of(SqlToken token, String replacement) {
    return of(token.start(), token.end(), replacement);
  }

  static Edit of(int start, int end, String replacement) {
    return new Edit(start, end, replacement.getBytes(StandardCharsets.UTF_8));
  }

  /** The line breaks that would be missing from what it changes. */
  long lostLines(byte[] bytes) {
    long before = Newlines.count(bytes, start, end);
    return Math.max(0, before - Newlines.count(replacement, 0, replacement.length));
  }
}

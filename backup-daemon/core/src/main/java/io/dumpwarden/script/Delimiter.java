package io.dumpwarden.script;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds what ends a statement, byte by byte. */
final class Delimiter {

  private final byte[] text;

  /** How much of it is still there when a byte does not fit behind so many. */
  private final int[] fallback;

  private int seen;

  Delimiter(String text) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.fallback = new int[this.text.length];
    for (int i = 1, kept = 0; i < this.text.length; i++) {
      while (kept > 0 && this.text[kept] != this.text[i]) {
        kept = fallback[kept - 1];
      }
      kept += this.text[kept] == this.text[i] ? 1 : 0;
      fallback[i] = kept;
    }
  }

  /** Whether it ends with this byte. */
  boolean endsWith(byte b) {
    while (seen > 0 && text[seen] != b) {
      seen = fallback[seen - 1];
    }
    if (text[seen] == b) {
      seen++;
    }
    if (seen < text.length) {
      return false;
    }
    seen = 0;
    return true;
  }

  boolean isBegun() {
    return seen > 0;
  }

  void reset() {
    seen = 0;
  }

  int length() {
    return text.length;
  }

  /** The usual one, which ends statements outside of routines. */
  boolean isSemicolon() {
    return text.length == 1 && text[0] == ';';
  }

  /** The bytes that mean nothing in the middle of a statement, by their unsigned value. */
  boolean[] plainBytes() {
    boolean[] plain = new boolean[256];
    Arrays.fill(plain, true);
    for (char special : "'\"`#*/-()".toCharArray()) {
      plain[special] = false;
    }
    for (byte b : text) {
      plain[b & 0xff] = false;
    }
    return plain;
  }
}

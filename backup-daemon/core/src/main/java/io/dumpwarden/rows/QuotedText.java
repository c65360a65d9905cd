package io.dumpwarden.rows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Texts in quotes, with backslashes in front of what clients and servers would else take for
 * something. Each method returns where it stopped to write, and needs room for three bytes for each
 * one, and a word more.
 */
final class QuotedText {

  /** What stands behind the backslash; 0 where there is none. */
  private static final byte[] ESCAPED = new byte[256];

  /** The bytes of a latin1 character in UTF-8, the first one lowest. */
  private static final int[] UTF8 = new int[256];

  static {
    ESCAPED[0] = '0';
    ESCAPED['\n'] = 'n';
    ESCAPED['\r'] = 'r';
    ESCAPED[0x1a] = 'Z';
    ESCAPED['\''] = '\'';
    ESCAPED['\\'] = '\\';
    Charset windows = Charset.forName("windows-1252");
    for (int i = 0; i < UTF8.length; i++) {
      String text = new String(new byte[] {(byte) i}, windows);
      // Where Windows has no character, servers have the control character of that number.
      String known = text.equals("\uFFFD") ? String.valueOf((char) i) : text;
      byte[] bytes = known.getBytes(StandardCharsets.UTF_8);
      for (int b = 0; b < bytes.length; b++) {
        UTF8[i] |= (bytes[b] & 0xff) << (Byte.SIZE * b);
      }
    }
  }

  private QuotedText() {}

  /** Whether a byte of UTF-8 becomes two. */
  static boolean isEscaped(int b) {
    return ESCAPED[b] != 0;
  }

  /** Of a text in UTF-8. */
  static int utf8(RowCursor value, byte[] to, int begin) {
    to[begin] = '\'';
    int end = utf8(value.bytes, value.at, value.at + value.length, to, begin + 1);
    to[end] = '\'';
    return end + 1;
  }

  /** Likewise of a part of it, without quotes. */
  static int utf8(byte[] from, int begin, int end, byte[] to, int place) {
    int at = begin;
    int next = place;
    while (at + Words.BYTES <= end) {
      long word = Words.get(from, at);
      long odd = Words.odd(word);
      Words.put(to, next, word);
      if (odd == 0) {
        at += Words.BYTES;
        next += Words.BYTES;
      } else {
        int plain = Words.before(odd);
        at += plain;
        next = escaped(from[at++], to, next + plain);
      }
    }
    while (at < end) {
      next = escaped(from[at++], to, next);
    }
    return next;
  }

  /** Of a text in what servers call latin1, as UTF-8. */
  static int latin1(RowCursor value, byte[] to, int begin) {
    to[begin] = '\'';
    int end = latin1(value.bytes, value.at, value.at + value.length, to, begin + 1);
    to[end] = '\'';
    return end + 1;
  }

  /** Likewise of a part of it, without quotes. */
  static int latin1(byte[] from, int begin, int end, byte[] to, int place) {
    int at = begin;
    int next = place;
    while (at + Words.BYTES <= end) {
      long word = Words.get(from, at);
      long odd = Words.odd(word) | Words.high(word);
      Words.put(to, next, word);
      if (odd == 0) {
        at += Words.BYTES;
        next += Words.BYTES;
      } else {
        int plain = Words.before(odd);
        at += plain;
        next = latin1(from[at++], to, next + plain);
      }
    }
    while (at < end) {
      next = latin1(from[at++], to, next);
    }
    return next;
  }

  private static int latin1(byte b, byte[] to, int next) {
    if (b >= 0) {
      return escaped(b, to, next);
    }
    int place = next;
    for (int left = UTF8[b & 0xff]; left != 0; left >>>= Byte.SIZE) {
      to[place++] = (byte) left;
    }
    return place;
  }

  private static int escaped(byte b, byte[] to, int next) {
    byte escape = ESCAPED[b & 0xff];
    if (escape == 0) {
      to[next] = b;
      return next + 1;
    }
    to[next] = '\\';
    to[next + 1] = escape;
    return next + 2;
  }
}

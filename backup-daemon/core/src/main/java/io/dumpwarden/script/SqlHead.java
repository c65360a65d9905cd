package io.dumpwarden.script;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beginning of a statement or comment, up to a limit. */
public final class SqlHead {

  private static final int FIRST_SIZE = 1024;

  /** The frame of what servers run may stand before it; a byte order mark too. */
  private static final Pattern VERB =
      Pattern.compile("(?:\\s|\\xef\\xbb\\xbf|/\\*M?!\\d*)*+([A-Za-z]*)");

  private static final int VERB_WITHIN = 64;

  private int limit;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;
  private boolean cut;

  SqlHead(int limit) {
    this.limit = limit;
  }

  /** Gives back what was taken beyond it. */
  void limit(int now) {
    if (limit == now) {
      return;
    }
    limit = now;
    if (bytes.length > now) {
      bytes = Arrays.copyOf(bytes, now);
      length = Math.min(length, now);
    }
  }

  void append(byte b) {
    if (length == limit) {
      cut = true;
      return;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, 2 * length));
    }
    bytes[length++] = b;
  }

  void clear() {
    length = 0;
    cut = false;
  }

  boolean isEmpty() {
    return length == 0;
  }

  boolean isFull() {
    return length == limit;
  }

  int length() {
    return length;
  }

  /** The bytes themselves, of which the first {@link #length} count. */
  byte[] bytes() {
    return bytes;
  }

  /** Whether there was more than is kept. */
  public boolean isCut() {
    return cut;
  }

  public boolean startsWith(String text) {
    if (length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param word in upper case, while here its case does not count
   */
  boolean startsWithWord(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (i >= length || (bytes[i] & 0xdf) != word.charAt(i)) {
        return false;
      }
    }
    return word.length() == length || !Character.isLetterOrDigit(bytes[word.length()]);
  }

  boolean isInsert() {
    return startsWithWord("INSERT") || startsWithWord("REPLACE");
  }

  /** Its first word, in upper case; empty where it begins with something else. */
  String verb() {
    String begin = new String(bytes, 0, Math.min(length, VERB_WITHIN), StandardCharsets.ISO_8859_1);
    Matcher matcher = VERB.matcher(begin);
    return matcher.lookingAt() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
  }

  public String text() {
    return text(StandardCharsets.UTF_8);
  }

  public String text(Charset charset) {
    return new String(bytes, 0, length, charset);
  }
}

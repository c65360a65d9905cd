package io.dumpwarden.script;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginning of a statement or comment, up to a limit. */
public final class SqlHead {

  private int limit;
  private byte[] bytes = new byte[1024];
  private int length;
  private boolean cut;

  SqlHead(int limit) {
    this.limit = limit;
  }

  /** Gives back what was taken beyond it. */
  void limit(int now) {
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

  int length() {
    return length;
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

  public String text() {
    return text(StandardCharsets.UTF_8);
  }

  public String text(Charset charset) {
    return new String(bytes, 0, length, charset);
  }
}

package io.dumpwarden.dump;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning and the end of what is written to it, in lines. Safe for many threads. */
final class CappedText {

  private final int half;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] tail;
  private long total;

  /**
   * @param limit the most that is kept, in bytes
   */
  CappedText(int limit) {
    this.half = limit / 2;
    this.tail = new byte[half];
  }

  synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (head.size() < half) {
        head.write(bytes[i]);
      } else {
        tail[(int) ((total - half) % half)] = bytes[i];
      }
      total++;
    }
  }

  /** Whole lines only around the gap, so that nothing is recognisable in part. */
  synchronized String text() {
    String beginning = head.toString(StandardCharsets.UTF_8);
    long beyond = total - half;
    if (beyond <= 0) {
      return beginning;
    }
    if (beyond <= half) {
      byte[] all = new byte[(int) total];
      System.arraycopy(head.toByteArray(), 0, all, 0, half);
      System.arraycopy(tail, 0, all, half, (int) beyond);
      return new String(all, StandardCharsets.UTF_8);
    }
    int start = (int) (beyond % half);
    ByteArrayOutputStream end = new ByteArrayOutputStream();
    end.write(tail, start, half - start);
    end.write(tail, 0, start);
    String ending = end.toString(StandardCharsets.UTF_8);
    return beginning.substring(0, beginning.lastIndexOf('\n') + 1)
        + "[... %d bytes ...]\n".formatted(beyond - half)
        + ending.substring(ending.indexOf('\n') + 1);
  }
}

package io.dumpwarden.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lines of a dump as they pass and remembers which part of it the last ones belong to,
 * by the comments that dump tools write: an error names no more than its line. For one thread that
 * writes; any may ask.
 */
public final class LineContexts {

  private static final int REMEMBERED = 2_000;
  private static final int HEAD = 400;

  private record Part(long line, String name) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private final byte[] head = new byte[HEAD];
  private int headLength;
  private long line = 1;
  private boolean reading = true;

  /** Takes the next bytes of the dump. */
  synchronized void pass(byte[] bytes, int length) {
    int i = 0;
    while (i < length) {
      if (reading) {
        i = readHead(bytes, i, length);
      } else {
        while (i < length && bytes[i] != '\n') {
          i++;
        }
        if (i < length) {
          i++;
          nextLine();
        }
      }
    }
  }

  /** The lines that have passed, the one that is not ended included. */
  public synchronized long lines() {
    return line;
  }

  /** What stands at a line: {@code Dumping data for table `shop`.`customer`}. */
  synchronized Optional<String> at(long wanted) {
    for (Iterator<Part> newest = parts.descendingIterator(); newest.hasNext(); ) {
      Part part = newest.next();
      if (part.line() <= wanted) {
        return Optional.of(part.name());
      }
    }
    return Optional.empty();
  }

  private int readHead(byte[] bytes, int from, int length) {
    if (headLength == 0 && bytes[from] != '-' && bytes[from] != '\n') {
      reading = false;
      return from;
    }
    for (int i = from; i < length; i++) {
      if (bytes[i] == '\n') {
        remember();
        nextLine();
        return i + 1;
      }
      if (headLength == HEAD) {
        reading = false;
        return i;
      }
      head[headLength++] = bytes[i];
    }
    return length;
  }

  private void nextLine() {
    line++;
    headLength = 0;
    reading = true;
  }

  private void remember() {
    @Nullable String name = name(new String(head, 0, headLength, StandardCharsets.UTF_8));
    if (name != null) {
      parts.add(new Part(line, name));
      if (parts.size() > REMEMBERED) {
        parts.remove();
      }
    }
  }

  private static @Nullable String name(String comment) {
    return comment.startsWith("-- ") && comment.indexOf('`') >= 0 || comment.contains(" database '")
        ? comment.substring(3).strip()
        : null;
  }
}

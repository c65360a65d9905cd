package io.dumpwarden.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds where statements begin in a dump, reading it byte by byte as the client programs do in
 * binary mode: with quotes, comments and DELIMITER lines. Its memory does not grow with the text.
 */
final class SqlLexer {

  private enum State {
    START,
    BODY,
    QUOTED,
    ESCAPED,
    LINE_COMMENT,
    COMMENT_OPENED,
    COMMENT_OPENED_M,
    BLOCK_COMMENT,
    DELIMITER_LINE
  }

  private static final String DELIMITER_COMMAND = "DELIMITER ";
  private static final int HEAD_LIMIT = 1024;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream(HEAD_LIMIT);
  private final ByteArrayOutputStream delimiterLine = new ByteArrayOutputStream();
  private byte[] delimiter = {';'};
  private int delimiterSeen;
  private State state = State.START;
  private byte quote;
  private byte previous;
  private byte beforePrevious;
  private boolean backslashEscapes = true;
  private boolean[] plain = plainBytes(delimiter);

  /** Whether the next byte may begin a statement: only blanks and comments went before it. */
  boolean atStart() {
    return state == State.START;
  }

  /**
   * Passes over bytes that cannot change anything, many at a time: dumps are mostly made of them.
   *
   * @return the index of the first byte to {@link #accept}
   */
  int skip(byte[] bytes, int from, int end) {
    if (head.size() < HEAD_LIMIT) {
      return from;
    }
    int next = from;
    if (state == State.QUOTED) {
      while (next < end && bytes[next] != quote && bytes[next] != '\\') {
        next++;
      }
    } else if (state == State.BODY) {
      while (next < end && plain[bytes[next] & 0xff]) {
        next++;
      }
    }
    if (next > from) {
      delimiterSeen = 0;
      previous = 0;
    }
    return next;
  }

  void accept(byte b) {
    switch (state) {
      case START -> start(b);
      case BODY -> body(b);
      case QUOTED -> quoted(b);
      case ESCAPED -> state = State.QUOTED;
      case LINE_COMMENT -> lineComment(b);
      case COMMENT_OPENED -> commentOpened(b);
      case COMMENT_OPENED_M -> state = b == '!' ? State.BODY : State.BLOCK_COMMENT;
      case BLOCK_COMMENT -> blockComment(b);
      case DELIMITER_LINE -> delimiterLine(b);
    }
    beforePrevious = previous;
    previous = b;
  }

  private void start(byte b) {
    if (b > ' ' || b < 0) {
      head.reset();
      delimiterSeen = 0;
      previous = 0;
      state = State.BODY;
      body(b);
    }
  }

  private void body(byte b) {
    if (head.size() < HEAD_LIMIT) {
      head.write(b);
    }
    if (endsDelimiter(b)) {
      endStatement();
    } else if (b == '\'' || b == '"' || b == '`') {
      quote = b;
      state = State.QUOTED;
    } else if (b == '#' || (b <= ' ' && b >= 0 && previous == '-' && beforePrevious == '-')) {
      state = b == '\n' ? afterComment() : State.LINE_COMMENT;
    } else if (b == '*' && previous == '/') {
      state = State.COMMENT_OPENED;
    } else if (b == ' ' && head.size() == DELIMITER_COMMAND.length() && isDelimiterCommand()) {
      delimiterLine.reset();
      state = State.DELIMITER_LINE;
    }
  }

  private boolean endsDelimiter(byte b) {
    if (b == delimiter[delimiterSeen]) {
      delimiterSeen++;
    } else {
      delimiterSeen = b == delimiter[0] ? 1 : 0;
    }
    return delimiterSeen == delimiter.length;
  }

  private void endStatement() {
    String text = headText();
    if (text.contains("SET SQL_MODE ")) {
      backslashEscapes = !text.contains("NO_BACKSLASH_ESCAPES");
    }
    state = State.START;
  }

  private void quoted(byte b) {
    if (head.size() < HEAD_LIMIT) {
      head.write(b);
    }
    if (b == quote) {
      state = State.BODY;
    } else if (b == '\\' && quote != '`' && backslashEscapes) {
      state = State.ESCAPED;
    }
  }

  private void lineComment(byte b) {
    if (b == '\n') {
      state = afterComment();
    }
  }

  /** A comment for certain servers counts as part of the statement, as for the clients. */
  private void commentOpened(byte b) {
    switch (b) {
      case '!', '+' -> state = State.BODY;
      case 'M' -> state = State.COMMENT_OPENED_M;
      default -> state = State.BLOCK_COMMENT;
    }
  }

  private void blockComment(byte b) {
    if (b == '/' && previous == '*') {
      state = afterComment();
    }
  }

  /** A statement that only consists of the comment so far has not begun yet. */
  private State afterComment() {
    String text = headText().strip();
    return text.equals("#") || text.equals("--") || text.equals("/*") ? State.START : State.BODY;
  }

  private boolean isDelimiterCommand() {
    return headText().equals(DELIMITER_COMMAND);
  }

  private void delimiterLine(byte b) {
    if (b != '\n') {
      delimiterLine.write(b);
      return;
    }
    String text = delimiterLine.toString(StandardCharsets.UTF_8).strip();
    if (!text.isEmpty()) {
      delimiter = text.getBytes(StandardCharsets.UTF_8);
      plain = plainBytes(delimiter);
    }
    state = State.START;
  }

  /** The bytes that mean nothing in the body of a statement, by their unsigned value. */
  private static boolean[] plainBytes(byte[] delimiter) {
    boolean[] plain = new boolean[256];
    Arrays.fill(plain, ' ' + 1, 256, true);
    for (char special : "'\"`#*/-".toCharArray()) {
      plain[special] = false;
    }
    for (byte b : delimiter) {
      plain[b & 0xff] = false;
    }
    return plain;
  }

  private String headText() {
    return head.toString(StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
  }
}

package io.dumpwarden.script;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Cuts a dump into statements as the servers' own clients do: by delimiter, outside quotes and
 * comments. Only the beginning of a statement is kept, and of the rows of an INSERT nothing: their
 * line breaks are all escaped, so that the end of a line is a place to look for the end.
 */
public final class SqlSplitter {

  /** Told of each statement and each comment between statements. */
  public interface Sink {

    void statement(SqlHead head);

    void comment(SqlHead head);
  }

  private static final int KEPT = 8 * 1024;
  private static final int KEPT_OF_HEADER = 1024 * 1024;
  private static final byte[] VALUES = " VALUES".getBytes(US_ASCII);
  private static final String DELIMITER = "DELIMITER ";

  /** A command to the client alone, without a delimiter; the first line of newer dumps. */
  private static final String SANDBOX = "/*M!999999\\-";

  private static final byte[] SEMICOLON = {';'};

  private enum State {
    CODE,
    QUOTED,
    /** After slash and star, until it is clear whether the server would run what follows. */
    COMMENT_BEGUN,
    LINE_COMMENT,
    BLOCK_COMMENT,
    ROWS
  }

  private final Sink sink;
  private final SqlHead head = new SqlHead(KEPT_OF_HEADER);
  private State state = State.CODE;
  private byte quote;
  private boolean escaped;
  private boolean commentAlone;
  private byte[] delimiter = SEMICOLON;
  private int delimiterSeen;
  private int valuesSeen;
  private byte last;
  private byte lastButOne;
  private QuotingMode mode = QuotingMode.USUAL;

  public SqlSplitter(Sink sink) {
    this.sink = sink;
  }

  /** To be called as soon as the statements are no longer those of the header. */
  public void headerEnds() {
    head.limit(KEPT);
  }

  public QuotingMode mode() {
    return mode;
  }

  public void mode(QuotingMode now) {
    mode = now;
  }

  public void see(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (state == State.ROWS) {
        at = rows(bytes, at, end);
      } else {
        accept(bytes[at++]);
      }
    }
  }

  /** Goes to the end of this line, and ends the statement where the line ends with a semicolon. */
  private int rows(byte[] bytes, int from, int end) {
    int newline = Newlines.next(bytes, from, end);
    byte before = newline > from ? bytes[newline - 1] : last;
    if (newline == end) {
      last = before;
      return end;
    }
    last = '\n';
    if (before == ';') {
      state = State.CODE;
      startStatement();
    }
    return newline + 1;
  }

  private void accept(byte b) {
    if (!head.isEmpty() || b > ' ' || b < 0) {
      head.append(b);
    }
    switch (state) {
      case CODE -> code(b);
      case QUOTED -> quoted(b);
      case COMMENT_BEGUN -> commentBegun(b);
      case LINE_COMMENT -> {
        if (b == '\n') {
          endComment();
        }
      }
      case BLOCK_COMMENT -> {
        if (b == '/' && last == '*') {
          endComment();
          return;
        }
      }
      case ROWS -> throw new IllegalStateException("rows are not looked at");
    }
    lastButOne = last;
    last = b;
  }

  private void code(byte b) {
    if (b == '\'' || b == '"' || b == '`') {
      quote = b;
      enter(State.QUOTED);
    } else if (b == '\n' && isDelimiterCommand()) {
      takeDelimiter();
    } else if (b == '\n' && head.startsWith(SANDBOX)) {
      startStatement();
    } else if (b == '*' && last == '/') {
      commentAlone = head.length() == 2;
      enter(State.COMMENT_BEGUN);
    } else if (b == '#' || b <= ' ' && b >= 0 && last == '-' && lastButOne == '-') {
      commentAlone = head.length() == (b == '#' ? 1 : 3);
      enter(State.LINE_COMMENT);
      if (b == '\n') {
        endComment();
      }
    } else {
      matchDelimiter(b);
      matchValues(b);
    }
  }

  private void enter(State next) {
    state = next;
    delimiterSeen = 0;
    valuesSeen = 0;
  }

  private void takeDelimiter() {
    byte[] named = head.text().substring(DELIMITER.length()).strip().getBytes(UTF_8);
    if (named.length > 0) {
      delimiter = named;
    }
    startStatement();
  }

  private void quoted(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\' && mode.escapesIn(quote)) {
      escaped = true;
    } else if (b == quote) {
      state = State.CODE;
    }
  }

  /** {@code /*!}, {@code /*M!} and {@code /*+} are code to a server, or to some. */
  private void commentBegun(byte b) {
    boolean code = b == '!' && (last == '*' || last == 'M') || b == '+' && last == '*';
    if (code) {
      state = State.CODE;
    } else if (b != 'M' || last != '*') {
      state = State.BLOCK_COMMENT;
    }
  }

  private void endComment() {
    state = State.CODE;
    last = 0;
    if (commentAlone) {
      sink.comment(head);
      startStatement();
    }
  }

  private void matchDelimiter(byte b) {
    if (b == delimiter[delimiterSeen]) {
      delimiterSeen++;
    } else {
      delimiterSeen = b == delimiter[0] ? 1 : 0;
    }
    if (delimiterSeen == delimiter.length) {
      delimiterSeen = 0;
      if (!isDelimiterCommand()) {
        sink.statement(head);
        startStatement();
      }
    }
  }

  private void matchValues(byte b) {
    if (b == VALUES[valuesSeen]) {
      valuesSeen++;
    } else {
      valuesSeen = b == VALUES[0] ? 1 : 0;
    }
    if (valuesSeen == VALUES.length) {
      valuesSeen = 0;
      if (delimiter.length == 1 && (head.startsWith("INSERT ") || head.startsWith("REPLACE "))) {
        state = State.ROWS;
      }
    }
  }

  private boolean isDelimiterCommand() {
    return head.startsWith(DELIMITER);
  }

  private void startStatement() {
    head.clear();
    delimiterSeen = 0;
    valuesSeen = 0;
    last = 0;
    lastButOne = 0;
  }
}

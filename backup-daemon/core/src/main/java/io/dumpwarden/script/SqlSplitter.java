package io.dumpwarden.script;

import java.util.OptionalLong;

/**
 * Cuts a dump into statements as the servers' own clients do in binary mode: by delimiter, outside
 * quotes and comments. Only the beginning of a statement is kept, and of rows nothing. For one
 * thread.
 */
public final class SqlSplitter {

  /**
   * Told of each statement, each comment between statements and each command to the client. Heads
   * are only valid during the call. While it is called, {@link #position} says behind which byte.
   */
  public interface Sink {

    /** The next byte but blanks; {@link #position} is in front of it. */
    default void begins() {}

    /** Behind VALUES of an INSERT or REPLACE: its rows follow and are not kept. */
    default void rows(SqlHead head) {}

    /**
     * The head is as long as it may get.
     *
     * @return how long it may get now; as long as before to keep no more
     */
    default int full(SqlHead head) {
      return head.length();
    }

    /** Behind the delimiter of a statement. */
    void statement(SqlHead head);

    /** Behind a comment that stands in no statement. */
    void comment(SqlHead head);

    /** Behind the line of a DELIMITER command, or of the command for the sandbox mode. */
    default void command(SqlHead head) {}
  }

  /** How the rows of an INSERT are read. */
  public enum Rows {
    /** As clients do. */
    EXACT,
    /**
     * As the dump tools write them: a semicolon at the end of a line ends the statement, since they
     * escape line breaks in texts. Several times as fast, and counts only where each row has a
     * line.
     */
    BY_LINES
  }

  /** A command to the client alone, without a delimiter; the first line of newer dumps. */
  static final String SANDBOX = "/*M!999999\\-";

  private static final int KEPT = 8 * 1024;
  private static final String DELIMITER = "DELIMITER";

  private enum State {
    CODE,
    QUOTED,
    /** After slash and star, until it is clear whether the server would run what follows. */
    COMMENT_BEGUN,
    LINE_COMMENT,
    BLOCK_COMMENT,
    DELIMITER_LINE,
    ROW_LINES
  }

  private final Sink sink;
  private final Rows reading;
  private final SqlHead head;
  private final RowTally tally = new RowTally();
  private Delimiter delimiter = new Delimiter(";");
  private boolean[] plain = delimiter.plainBytes();
  private State state = State.CODE;
  private byte quote;
  private boolean escaped;
  private boolean commentAlone;
  private boolean keeping = true;
  private boolean inRows;
  private boolean beforeRows;
  private boolean ended;
  private final ValuesWord values = new ValuesWord();
  private byte last;
  private byte lastButOne;
  private long lines;
  private int position;
  private int kept;
  private QuotingMode mode = QuotingMode.USUAL;

  public SqlSplitter(Sink sink) {
    this(sink, Rows.EXACT, KEPT);
  }

  /**
   * @param kept the length of heads, until {@link #headerEnds}
   */
  public SqlSplitter(Sink sink, Rows reading, int kept) {
    this.sink = sink;
    this.reading = reading;
    this.kept = kept;
    this.head = new SqlHead(kept);
  }

  /** To be called as soon as the statements are no longer those of the header. */
  public void headerEnds() {
    kept = KEPT;
    head.limit(kept);
  }

  /** How quotes are read in the statement that the sink is told of. */
  public QuotingMode mode() {
    return mode;
  }

  /** The index in the bytes that {@link #see} was given. */
  public int position() {
    return position;
  }

  /** The rows of the statement that the sink is told of. */
  public long rows() {
    return inRows ? tally.rows() : 0;
  }

  /**
   * The same where rows are read by lines: MariaDB's tool writes each in a line of its own, others
   * write many in one.
   */
  public OptionalLong rowLines() {
    return inRows && lines >= 0 ? OptionalLong.of(lines) : OptionalLong.empty();
  }

  /** The bytes of the delimiter at the end of the statement that the sink is told of. */
  public int delimiterLength() {
    return ended ? 0 : delimiter.length();
  }

  /** The next bytes, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {
    int end = offset + length;
    position = offset;
    while (position < end) {
      if (state == State.ROW_LINES) {
        rowLines(bytes, end);
      } else {
        if (!keeping) {
          position = skip(bytes, position, end);
        }
        if (position < end) {
          accept(bytes[position]);
        }
      }
    }
  }

  /** To be called at the end of all bytes: tells of a last statement without a delimiter. */
  public void end() {
    if (!head.isEmpty()) {
      ended = true;
      position = 0;
      sink.statement(head);
      startStatement();
    }
  }

  /** Goes to the end of this line, and ends the statement where the line ends with a semicolon. */
  private void rowLines(byte[] bytes, int end) {
    int newline = Newlines.next(bytes, position, end);
    byte before = newline > position ? bytes[newline - 1] : last;
    last = newline == end ? before : (byte) '\n';
    position = Math.min(end, newline + 1);
    lines += newline < end && lines >= 0 ? 1 : 0;
    if (newline < end && before == ';') {
      endStatement();
    }
  }

  /** Passes over bytes that cannot change anything: dumps are mostly made of them. */
  private int skip(byte[] bytes, int from, int end) {
    return switch (state) {
      case QUOTED -> escaped ? from : skipQuoted(bytes, from, end);
      case CODE -> skipCode(bytes, from, end);
      case LINE_COMMENT -> Newlines.next(bytes, from, end);
      default -> from;
    };
  }

  private int skipQuoted(byte[] bytes, int from, int end) {
    byte until = quote;
    int next = from;
    while (next < end && bytes[next] != until && bytes[next] != '\\') {
      next++;
    }
    return next;
  }

  private int skipCode(byte[] bytes, int from, int end) {
    if (last == '-' || last == '/' || delimiter.isBegun() || beforeRows || isBetweenRows()) {
      return from;
    }
    boolean[] nothing = plain;
    int next = from;
    while (next < end && nothing[bytes[next] & 0xff]) {
      next++;
    }
    if (next > from) {
      last = 0;
    }
    return next;
  }

  private boolean isBetweenRows() {
    return inRows && !tally.insideRow();
  }

  private void accept(byte b) {
    if (keeping) {
      keep(b);
    }
    position++;
    switch (state) {
      case CODE -> code(b);
      case QUOTED -> quoted(b);
      case COMMENT_BEGUN -> commentBegun(b);
      case LINE_COMMENT -> {
        if (b == '\n') {
          endComment();
          return;
        }
      }
      case BLOCK_COMMENT -> {
        if (b == '/' && last == '*') {
          endComment();
          return;
        }
      }
      case DELIMITER_LINE -> {
        if (b == '\n') {
          takeDelimiter();
          return;
        }
      }
      case ROW_LINES -> throw new IllegalStateException("rows are not looked at");
    }
    lastButOne = last;
    last = b;
  }

  private void keep(byte b) {
    if (head.isEmpty()) {
      if (b <= ' ' && b >= 0) {
        return;
      }
      sink.begins();
    }
    if (head.isFull()) {
      head.limit(sink.full(head));
      keeping = !head.isFull();
      beforeRows = head.isInsert();
    }
    head.append(b);
  }

  private void code(byte b) {
    if (b == '\'' || b == '"' || b == '`') {
      quote = b;
      enter(State.QUOTED);
    } else if (b == '*' && last == '/') {
      commentAlone = keeping && head.length() == 2;
      enter(State.COMMENT_BEGUN);
    } else if (b == '#' || isDashComment(b)) {
      commentAlone = keeping && head.length() <= (b == '#' ? 1 : 3);
      enter(State.LINE_COMMENT);
      if (b == '\n') {
        endComment();
      }
    } else if (keeping && isCommand(b)) {
      return;
    } else {
      plainCode(b);
    }
  }

  /** Two dashes and a blank; at the beginning of a line clients do not ask for the blank. */
  private boolean isDashComment(byte b) {
    return last == '-'
        && lastButOne == '-'
        && (b <= ' ' && b >= 0 || keeping && head.length() == 3);
  }

  private boolean isCommand(byte b) {
    if (b == '\n' && head.startsWith(SANDBOX)) {
      sink.command(head);
      startStatement();
      return true;
    }
    if ((b == ' ' || b == '\t')
        && head.length() == DELIMITER.length() + 1
        && head.startsWithWord(DELIMITER)) {
      enter(State.DELIMITER_LINE);
      return true;
    }
    return false;
  }

  private void plainCode(byte b) {
    if (inRows) {
      tally.accept(b);
    } else if (values.endsBefore(b, last) && delimiter.isSemicolon() && head.isInsert()) {
      beginRows(b);
    }
    if (delimiter.endsWith(b)) {
      endStatement();
    }
  }

  private void enter(State next) {
    state = next;
    delimiter.reset();
    values.reset();
  }

  private void takeDelimiter() {
    String[] words = head.text().strip().split("\\s+");
    sink.command(head);
    if (words.length > 1) {
      delimiter = new Delimiter(words[1]);
      plain = delimiter.plainBytes();
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
    lastButOne = 0;
    if (commentAlone) {
      sink.comment(head);
      startStatement();
    }
  }

  private void beginRows(byte b) {
    tally.begin();
    tally.accept(b);
    inRows = true;
    beforeRows = false;
    sink.rows(head);
    keeping = false;
    if (reading == Rows.BY_LINES) {
      lines = b == '\n' ? 0 : -1;
      state = State.ROW_LINES;
    }
  }

  private void endStatement() {
    sink.statement(head);
    if (keeping && head.verb().equals("SET")) {
      mode = QuotingMode.in(head.text()).orElse(mode);
    }
    startStatement();
  }

  private void startStatement() {
    head.clear();
    head.limit(kept);
    delimiter.reset();
    state = State.CODE;
    keeping = true;
    inRows = false;
    beforeRows = false;
    values.reset();
    last = 0;
    lastButOne = 0;
  }
}

package io.dumpwarden.script;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Passes on what is wanted of a dump, under the names that are wanted, in constant memory: what is
 * not wanted leaves its line breaks, so that a line has the number that it has in the dump. What
 * the stock clients would not take for a statement passes as it is, byte for byte. For one thread.
 *
 * <p>A statement that might reach a database that it is not meant for, since its form is not known,
 * is an {@code IOException} that names its line; nothing of it, nor of what follows, is passed on.
 */
public final class ScriptFilter extends FilterOutputStream {

  /** Longer than what servers keep of a table's or a routine's text, but for contrived ones. */
  private static final int LONGEST_STATEMENT = 16 * 1024 * 1024;

  private static final int SHOWN = 60;
  private static final byte[] LINE_BREAKS = new byte[1024];

  static {
    Arrays.fill(LINE_BREAKS, (byte) '\n');
  }

  private enum Mode {
    PASS,
    DROP,
    /** What is to be decided is kept by the splitter. */
    HELD
  }

  private final ScriptChoice choice;
  private final ScriptNotes notes = new ScriptNotes();
  private final ScriptEditor editor;
  private final Decisions sink = new Decisions();
  private final SqlSplitter splitter = new SqlSplitter(sink);
  private Mode mode = Mode.PASS;
  private boolean placed;
  private boolean begun;
  private boolean failed;
  private boolean closed;
  private byte[] bytes = {};
  private int from;
  private int counted;
  private long line = 1;

  /** Closing the filter closes {@code out}. */
  public ScriptFilter(OutputStream out, ScriptChoice choice) {
    super(out);
    this.choice = choice;
    this.editor = new ScriptEditor(choice, notes);
  }

  /** What it met so far. */
  public ScriptNotes notes() {
    return notes;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] some, int offset, int length) throws IOException {
    if (failed) {
      throw new IOException("the dump was refused before");
    }
    begin();
    bytes = some;
    from = offset;
    counted = offset;
    failed = true;
    try {
      splitter.see(some, offset, length);
      if (mode != Mode.HELD) {
        advance(offset + length);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    line += Newlines.count(some, counted, offset + length);
    failed = false;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (OutputStream target = out) {
      if (!failed) {
        begin();
        bytes = new byte[0];
        from = 0;
        counted = 0;
        splitter.end();
      }
      target.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A dump that names no database gets one in front of its first line. */
  private void begin() throws IOException {
    String unnamed = choice.unnamed();
    if (!begun && unnamed != null && choice.target(unnamed).isPresent()) {
      String target = SqlName.quoted(choice.target(unnamed).get());
      String create =
          choice.part().makesDatabases() ? "CREATE DATABASE IF NOT EXISTS " + target + "; " : "";
      out.write((create + "USE " + target + "; ").getBytes(StandardCharsets.UTF_8));
      notes.database(unnamed);
    }
    begun = true;
  }

  /** Hands on, or leaves out, what was not handed on before this place. */
  private void advance(int to) throws IOException {
    if (mode == Mode.PASS) {
      out.write(bytes, from, to - from);
    } else {
      breakLines(Newlines.count(bytes, from, to));
    }
    from = to;
  }

  private void breakLines(long count) throws IOException {
    for (long left = count; left > 0; left -= LINE_BREAKS.length) {
      out.write(LINE_BREAKS, 0, (int) Math.min(left, LINE_BREAKS.length));
    }
  }

  /** Hands on what was held, with its changes. */
  private void release(SqlHead head, List<Edit> edits) throws IOException {
    int at = 0;
    for (Edit edit : edits) {
      out.write(head.bytes(), at, edit.start() - at);
      out.write(edit.replacement());
      breakLines(edit.lostLines(head.bytes()));
      at = edit.end();
    }
    out.write(head.bytes(), at, head.length() - at);
  }

  /** The number of the line that the splitter is in. */
  private long line() {
    int position = Math.min(splitter.position(), bytes.length);
    line += Newlines.count(bytes, counted, position);
    counted = position;
    return line;
  }

  /** What the splitter finds, and what becomes of it. */
  private final class Decisions implements SqlSplitter.Sink {

    private Verdict verdict = Verdict.PASS;

    @Override
    public void begins() {
      unchecked(
          () -> {
            mode = Mode.PASS;
            advance(splitter.position());
            mode = Mode.HELD;
            placed = false;
          });
    }

    @Override
    public void rows(SqlHead head) {
      if (mode == Mode.HELD) {
        unchecked(() -> decide(head, text(head, 0)));
      }
    }

    @Override
    public int full(SqlHead head) {
      int now = head.length();
      if (mode == Mode.HELD && isLongComment(head)) {
        unchecked(() -> settle(head, true, List.of()));
      } else if (mode == Mode.HELD) {
        String text = text(head, 0);
        unchecked(() -> place(head, text));
        if (editor.needsWhole() && now < LONGEST_STATEMENT) {
          return 2 * now;
        }
        unchecked(
            () -> {
              if (editor.needsWhole()) {
                throw refused(head, "is too long to be rewritten");
              }
              decide(head, text);
            });
      }
      return now;
    }

    @Override
    public void statement(SqlHead head) {
      unchecked(
          () -> {
            if (mode == Mode.HELD) {
              decide(head, text(head, splitter.delimiterLength()));
            }
            end();
          });
    }

    @Override
    public void comment(SqlHead head) {
      editor.comment(head);
      alone(head, true);
    }

    @Override
    public void command(SqlHead head) {
      alone(head, editor.passesCommand(head));
    }

    private void alone(SqlHead head, boolean passes) {
      unchecked(
          () -> {
            if (mode == Mode.HELD) {
              settle(head, passes, List.of());
            }
            end();
          });
    }

    private void end() throws IOException {
      advance(splitter.position());
      mode = Mode.PASS;
    }

    private void decide(SqlHead head, String text) throws IOException {
      place(head, text);
      settle(
          head,
          verdict.passes(),
          verdict.passes() ? editor.edits(text, splitter.mode()) : List.of());
    }

    private void place(SqlHead head, String text) throws IOException {
      if (!placed) {
        placed = true;
        try {
          verdict = editor.place(text, splitter.mode());
        } catch (Unplaceable e) {
          throw refused(head, e.getMessage());
        }
      }
    }

    private IOException refused(SqlHead head, String why) {
      long first = line() - Newlines.count(head.bytes(), 0, head.length());
      String begin = head.text();
      String shown = begin.length() > SHOWN ? begin.substring(0, SHOWN) + "..." : begin;
      return new IOException(
          "the statement at line %d of the dump %s: %s".formatted(first, why, shown.strip()));
    }

    /** Passes what is held, or leaves it out; what follows of the same goes the same way. */
    private void settle(SqlHead head, boolean passes, List<Edit> edits) throws IOException {
      mode = passes ? Mode.PASS : Mode.DROP;
      if (passes) {
        release(head, edits);
      } else {
        breakLines(Newlines.count(head.bytes(), 0, head.length()));
      }
      from = splitter.position();
    }

    private static boolean isLongComment(SqlHead head) {
      return head.startsWith("--")
          || head.startsWith("#")
          || head.startsWith("/*") && !head.startsWith("/*!") && !head.startsWith("/*M!");
    }

    private static String text(SqlHead head, int without) {
      return LatinText.of(head.bytes(), head.length() - without);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.dumpwarden.script;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a dump into {@link ScriptSection}s. Each begins with the session settings of the dump's
 * header, without a line break of their own, so that each can be sent to a client of its own.
 * CREATE DATABASE and USE are not among its statements: the client is to be connected to that
 * database, so that nothing can reach another one. Put behind a {@link ScriptFilter}, it gives the
 * new names. For one thread.
 */
public final class ScriptSections extends OutputStream {

  /** Where sections go. */
  @FunctionalInterface
  public interface Receiver {

    /**
     * Called once at the beginning of each section.
     *
     * @return takes the section's bytes and is closed at its end
     */
    OutputStream begin(ScriptSection section) throws IOException;
  }

  private static final int LONGEST_SETTING = 64 * 1024;

  private final Receiver receiver;
  private final SqlSplitter splitter = new SqlSplitter(new Cutting());
  private final StatementContext context = new StatementContext();
  private final StringBuilder settings = new StringBuilder();
  private final Map<String, String> options = new HashMap<>();
  private @Nullable OutputStream section;
  private boolean held;
  private byte[] bytes = {};
  private int from;
  private int counted;
  private long line = 1;
  private boolean closed;

  public ScriptSections(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * @throws IOException where the receiver's stream throws it; also for a statement for a table
   *     before any database is chosen, and for a form of USE or CREATE DATABASE that is not known
   */
  @Override
  public void write(byte[] some, int offset, int length) throws IOException {
    bytes = some;
    from = offset;
    counted = offset;
    try {
      splitter.see(some, offset, length);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!held) {
      handOn(offset + length);
    }
    countTo(offset + length);
  }

  @Override
  public void flush() throws IOException {
    if (section != null) {
      section.flush();
    }
  }

  /** Ends the last section. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    bytes = new byte[0];
    from = 0;
    counted = 0;
    try {
      splitter.end();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (section != null) {
        section.close();
      }
    }
  }

  private void handOn(int to) throws IOException {
    if (section != null) {
      section.write(bytes, from, to - from);
    }
    from = to;
  }

  private void handOn(SqlHead head) throws IOException {
    if (section != null) {
      section.write(head.bytes(), 0, head.length());
    }
    from = splitter.position();
    held = false;
  }

  private void countTo(int position) {
    line += Newlines.count(bytes, counted, position);
    counted = position;
  }

  private void cut(String database) throws IOException {
    if (section != null) {
      section.close();
    }
    countTo(splitter.position());
    section = receiver.begin(new ScriptSection(database, options.getOrDefault(database, ""), line));
    section.write(settings.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private final class Cutting implements SqlSplitter.Sink {

    @Override
    public void begins() {
      unchecked(() -> handOn(splitter.position()));
      held = true;
    }

    @Override
    public void rows(SqlHead head) {
      statement(head, 0);
    }

    @Override
    public int full(SqlHead head) {
      boolean comment = head.verb().isEmpty();
      if (held && head.verb().equals("SET") && head.length() < LONGEST_SETTING) {
        return 2 * head.length();
      } else if (held && comment) {
        unchecked(() -> handOn(head));
      } else {
        statement(head, 0);
      }
      return head.length();
    }

    @Override
    public void statement(SqlHead head) {
      statement(head, splitter.delimiterLength());
      unchecked(() -> handOn(splitter.position()));
    }

    @Override
    public void comment(SqlHead head) {
      context.comment(head);
      command(head);
    }

    @Override
    public void command(SqlHead head) {
      if (held) {
        unchecked(() -> handOn(head));
      }
      unchecked(() -> handOn(splitter.position()));
    }

    private void statement(SqlHead head, int without) {
      if (held) {
        unchecked(() -> place(head, LatinText.of(head.bytes(), head.length() - without)));
      }
    }

    private void place(SqlHead head, String text) throws IOException {
      StatementReader reader = context.reader(text, splitter.mode());
      SqlStatement statement = context.enter(reader);
      switch (statement.kind()) {
        case USE -> {
          cut(nameOf(statement, reader.rest().isEmpty()));
          leaveOut();
        }
        case CREATE_DATABASE -> {
          String name = nameOf(statement, true);
          int end = statement.name().name().end();
          options.put(name, LatinText.decoded(text.substring(end)).strip());
          leaveOut(head);
        }
        case DROP_DATABASE -> leaveOut(head);
        case SESSION, SERVER, UNLOCK -> {
          remember(statement, text);
          handOn(head);
        }
        default -> {
          requireSection(statement);
          handOn(head);
        }
      }
    }

    /** A setting stands in front of each section, on its first line. */
    private void remember(SqlStatement statement, String text) {
      boolean setting = statement.kind() == StatementKind.SESSION && statement.verb().equals("SET");
      if (section == null && setting) {
        settings.append(text.replace('\n', ' ').strip()).append("; ");
      }
    }

    private void leaveOut(SqlHead head) throws IOException {
      if (section != null) {
        long breaks = Newlines.count(head.bytes(), 0, head.length());
        section.write("\n".repeat((int) breaks).getBytes(StandardCharsets.US_ASCII));
      }
      leaveOut();
    }

    private void leaveOut() {
      from = splitter.position();
      held = false;
    }

    private String nameOf(SqlStatement statement, boolean whole) throws IOException {
      if (statement.name() == null || !whole) {
        throw refused(statement, "is not written as the dump tools write it");
      }
      return statement.name().name().text();
    }

    private void requireSection(SqlStatement statement) throws IOException {
      if (section == null) {
        throw refused(statement, "comes before any USE");
      }
    }

    private IOException refused(SqlStatement statement, String why) {
      countTo(splitter.position());
      return new IOException(
          "the statement that ends at line %d of the dump %s: %s"
              .formatted(line, why, statement.describe("")));
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

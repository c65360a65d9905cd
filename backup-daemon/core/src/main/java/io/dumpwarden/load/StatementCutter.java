package io.dumpwarden.load;

import io.dumpwarden.script.Newlines;
import io.dumpwarden.script.SqlHead;
import io.dumpwarden.script.SqlSplitter;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Cuts SQL into whole statements as the servers' own clients do, and hands each on. Closing it
 * hands on a last one that nothing ended. For one thread.
 */
final class StatementCutter extends OutputStream {

  private static final int HEAD = 8 * 1024;
  private static final int FIRST = 256 * 1024;
  private static final int KEPT = 4 * 1024 * 1024;

  private final Consumer<SqlText> taker;
  private final SqlSplitter splitter;
  private byte[] held = new byte[FIRST];
  private int heldLength;
  private boolean inside;
  private byte[] bytes = {};
  private int from;
  private int counted;
  private long line = 1;
  private long firstLine = 1;

  /**
   * @param rows how rows are read; by lines where a line break ends each
   */
  StatementCutter(SqlSplitter.Rows rows, Consumer<SqlText> taker) {
    this.taker = taker;
    this.splitter = new SqlSplitter(new Cuts(), rows, HEAD);
  }

  /** The line that was reached. */
  long line() {
    return line;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] some, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, some.length);
    bytes = some;
    from = offset;
    counted = offset;
    splitter.see(some, offset, length);
    if (inside) {
      hold(offset + length);
    }
    countTo(offset + length);
  }

  @Override
  public void close() {
    bytes = new byte[0];
    from = 0;
    counted = 0;
    splitter.end();
  }

  private void countTo(int end) {
    line += Newlines.count(bytes, counted, end);
    counted = end;
  }

  private void hold(int to) {
    int length = to - from;
    if (heldLength + length > held.length) {
      held = Arrays.copyOf(held, Math.max(2 * held.length, heldLength + length));
    }
    System.arraycopy(bytes, from, held, heldLength, length);
    heldLength += length;
    from = to;
  }

  private void handOn() {
    if (heldLength == 0) {
      handOn(bytes, from, splitter.position() - from);
    } else {
      hold(splitter.position());
      handOn(held, 0, heldLength);
    }
    drop();
  }

  private void handOn(byte[] all, int offset, int length) {
    int end = withoutBlanks(all, offset, offset + length) - splitter.delimiterLength();
    end = withoutBlanks(all, offset, end);
    if (end > offset) {
      taker.accept(new SqlText(all, offset, end - offset, firstLine));
    }
  }

  /** Rows that are read by lines end behind the line break. */
  private static int withoutBlanks(byte[] all, int offset, int end) {
    int last = end;
    while (last > offset && all[last - 1] >= 0 && all[last - 1] <= ' ') {
      last--;
    }
    return last;
  }

  private void drop() {
    inside = false;
    heldLength = 0;
    if (held.length > KEPT) {
      held = new byte[FIRST];
    }
  }

  private final class Cuts implements SqlSplitter.Sink {

    @Override
    public void begins() {
      from = splitter.position();
      inside = true;
      countTo(from);
      firstLine = line;
    }

    @Override
    public void statement(SqlHead head) {
      handOn();
    }

    @Override
    public void comment(SqlHead head) {
      drop();
    }

    @Override
    public void command(SqlHead head) {
      drop();
    }
  }
}

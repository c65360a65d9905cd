package io.dumpwarden.script;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The same as {@link ScriptFilter}, to be read instead of written to. */
public final class FilteredScript extends FilterInputStream {

  private static final int PIECE = 64 * 1024;

  /** What was filtered and not read yet. */
  private static final class Filtered extends ByteArrayOutputStream {
    private int given;

    int give(byte[] bytes, int offset, int length) {
      int some = Math.min(length, count - given);
      System.arraycopy(buf, given, bytes, offset, some);
      given += some;
      if (given == count) {
        reset();
        given = 0;
      }
      return some;
    }
  }

  private final Filtered filtered = new Filtered();
  private final ScriptFilter filter;
  private final byte[] piece = new byte[PIECE];
  private boolean ended;

  /** Closing it closes {@code in}. */
  public FilteredScript(InputStream in, ScriptChoice choice) {
    super(in);
    this.filter = new ScriptFilter(filtered, choice);
  }

  /** What it met so far. */
  public ScriptNotes notes() {
    return filter.notes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (filtered.size() == 0 && !ended) {
      int count = in.read(piece, 0, PIECE);
      if (count < 0) {
        ended = true;
        filter.close();
      } else {
        filter.write(piece, 0, count);
      }
    }
    return filtered.size() == 0 ? -1 : filtered.give(bytes, offset, length);
  }

  /** Skipping would lose sight of what is skipped. */
  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public int available() {
    return filtered.size() - filtered.given;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

package io.dumpwarden.script;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes on what is wanted of a dump, under the names that are wanted, in constant memory: what is
 * not wanted leaves its line breaks, so that a line has the number that it has in the dump. What
 * the stock clients would not take for a statement passes as it is, byte for byte. For one thread.
 *
 * <p>A statement that might reach a database that it is not meant for, since its form is not known,
 * is an {@code IOException} that names its line; nothing of it, nor of what follows, is passed on.
 */
public final class ScriptFilter extends FilterOutputStream {

  private final ScriptNotes notes = new ScriptNotes();

  /** Closing the filter closes {@code out}. */
  public ScriptFilter(OutputStream out, ScriptChoice choice) {
    super(out);
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
  public void write(byte[] bytes, int offset, int length) throws IOException {
    throw new UnsupportedOperationException("to come");
  }
}

package io.dumpwarden.script;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The same as {@link ScriptFilter}, to be read instead of written to. */
public final class FilteredScript extends FilterInputStream {

  /** Closing it closes {@code in}. */
  public FilteredScript(InputStream in, ScriptChoice choice) {
    super(in);
  }

  public ScriptNotes notes() {
    throw new UnsupportedOperationException("to come");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    throw new UnsupportedOperationException("to come");
  }
}

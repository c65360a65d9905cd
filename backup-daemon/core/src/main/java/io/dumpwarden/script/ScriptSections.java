package io.dumpwarden.script;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Cuts a dump into {@link ScriptSection}s. Each begins with the session settings of the dump's
 * header, without a line break of their own, so that each can be sent to a client of its own.
 * CREATE DATABASE and USE are not among its statements: the client is to be connected to that
 * database, so that nothing can reach another one. Put behind a {@link ScriptFilter}, it gives the
 * new names.
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

  public ScriptSections(Receiver receiver) {}

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * @throws IOException where the receiver's stream throws it; also for a statement for a table
   *     before any database is chosen, and for a form of USE or CREATE DATABASE that is not known
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    throw new UnsupportedOperationException("to come");
  }
}

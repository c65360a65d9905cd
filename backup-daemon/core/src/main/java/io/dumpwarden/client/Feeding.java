package io.dumpwarden.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Pumps SQL out of a source, and keeps count. */
public final class Feeding {

  private static final int BUFFER = 256 * 1024;

  private final LineContexts contexts;
  private final LongConsumer progress;

  /**
   * @param contexts told of all bytes
   * @param progress told of the bytes that have passed so far
   */
  public Feeding(LineContexts contexts, LongConsumer progress) {
    this.contexts = contexts;
    this.progress = progress;
  }

  /**
   * Pumps everything and closes {@code to}, which is what it leaves open where reading fails: a
   * client would take the beginning of a statement for all of it.
   *
   * @throws ClientEndedException where a client does not take it
   * @throws UnreadableSourceException where the source cannot be read
   * @throws IOException where the SQL is not to be passed on
   */
  public void pump(InputStream sql, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long passed = 0;
    for (int n = read(sql, buffer); n >= 0; n = read(sql, buffer)) {
      contexts.pass(buffer, n);
      to.write(buffer, 0, n);
      passed += n;
      progress.accept(passed);
    }
    to.close();
  }

  private static int read(InputStream sql, byte[] buffer) throws UnreadableSourceException {
    try {
      return sql.read(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new UnreadableSourceException(e);
    }
  }
}

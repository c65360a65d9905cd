package io.dumpwarden.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Pumps SQL into a client. */
final class Feeding {

  private static final int BUFFER = 256 * 1024;

  private final LineContexts contexts;
  private final LongConsumer progress;

  /**
   * @param contexts told of all bytes
   * @param progress told of the bytes that have passed so far
   */
  Feeding(LineContexts contexts, LongConsumer progress) {
    this.contexts = contexts;
    this.progress = progress;
  }

  /**
   * @return whether the client took everything; where it did not, it has ended, and knows why
   * @throws IOException where the source cannot be read
   */
  boolean pump(InputStream sql, OutputStream client) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long passed = 0;
    for (int n = sql.read(buffer, 0, BUFFER); n >= 0; n = sql.read(buffer, 0, BUFFER)) {
      contexts.pass(buffer, n);
      if (!write(client, buffer, n)) {
        return false;
      }
      passed += n;
      progress.accept(passed);
    }
    return close(client);
  }

  private static boolean write(OutputStream client, byte[] buffer, int length) {
    try {
      client.write(buffer, 0, length);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean close(OutputStream client) {
    try {
      client.close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

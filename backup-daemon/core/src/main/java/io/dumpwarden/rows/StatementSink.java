package io.dumpwarden.rows;

import java.io.IOException;

/** Takes statements one after the other, each whole and with its end. */
public interface StatementSink {

  /**
   * Takes a statement; the array is the caller's again when this returns.
   *
   * @param rows that it inserts
   */
  void statement(byte[] sql, int offset, int length, long rows) throws IOException;
}

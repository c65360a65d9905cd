package io.dumpwarden.rows;

import java.io.IOException;

/** Takes statements one after the other, each with its end; a long one comes in pieces. */
public interface StatementSink {

  /**
   * Takes a statement, or the last piece of one; the array is the caller's again when this returns.
   *
   * @param rows that it inserts; 0 for a piece that is not the last
   */
  void statement(byte[] sql, int offset, int length, long rows) throws IOException;
}

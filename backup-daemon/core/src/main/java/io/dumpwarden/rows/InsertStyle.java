package io.dumpwarden.rows;

/**
 * How rows become statements.
 *
 * @param statementBytes how long a statement may get; only a single row may be longer
 */
public record InsertStyle(int statementBytes) {

  /** As the dump tools do it: few enough round trips, and little to hold. */
  private static final int USUAL = 1024 * 1024;

  /** A packet has a command in front; what a server says of itself is not all for statements. */
  private static final int KEPT_FREE = 1024;

  /**
   * About 1 MB, and never more than a packet takes.
   *
   * @param maxAllowedPacket of the server that is read, which is likely the one that is restored to
   */
  public static InsertStyle within(long maxAllowedPacket) {
    return new InsertStyle((int) Math.max(1, Math.min(USUAL, maxAllowedPacket - KEPT_FREE)));
  }
}

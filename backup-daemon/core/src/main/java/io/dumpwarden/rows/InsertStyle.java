package io.dumpwarden.rows;

import java.nio.charset.StandardCharsets;

/**
 * How rows become statements.
 *
 * @param statementBytes how long a statement may get; only a single row may be longer
 */
public record InsertStyle(int statementBytes, Verb verb) {

  /** What is done with a row whose key is there already. */
  public enum Verb {
    /** It is an error. */
    INSERT("INSERT"),
    /** What is there stays. */
    INSERT_IGNORE("INSERT IGNORE"),
    /** The row takes its place. */
    REPLACE("REPLACE");

    private final String words;

    Verb(String words) {
      this.words = words;
    }

    /** In SQL, in front of {@code INTO}. */
    public String words() {
      return words;
    }
  }

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
    int bytes = (int) Math.max(1, Math.min(USUAL, maxAllowedPacket - KEPT_FREE));
    return new InsertStyle(bytes, Verb.INSERT);
  }

  /** The same with another verb and shorter statements, 1 for each row its own. */
  public InsertStyle as(Verb other, int mostBytes) {
    return new InsertStyle(Math.min(statementBytes, mostBytes), other);
  }

  /**
   * @param insert a statement's beginning, {@code INSERT} first
   */
  byte[] head(byte[] insert) {
    String text = new String(insert, StandardCharsets.UTF_8);
    return (verb.words() + text.substring(Verb.INSERT.words().length()))
        .getBytes(StandardCharsets.UTF_8);
  }
}

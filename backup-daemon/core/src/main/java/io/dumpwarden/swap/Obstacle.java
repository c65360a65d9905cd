package io.dumpwarden.swap;

/**
 * Why data cannot be swapped in, so that only a restore in place is possible.
 *
 * @param kind what is in the way
 * @param what names it: {@code foreign key fk_1 of other.child refers to shop.parent}
 * @param remedy what the operator can do, with the statement to run where there is one
 */
public record Obstacle(Kind kind, String what, String remedy) {

  /** What may be in the way. */
  public enum Kind {
    /** A table that stays refers to one that is replaced, and would follow the old one away. */
    FOREIGN_KEY,
    /** The account may not do what the swap needs. */
    MISSING_RIGHT,
    /** Names that the server takes for one. */
    SAME_NAME,
    /** A table or database that the server does not let be moved. */
    IMMOVABLE
  }

  /** One line for people. */
  public String line() {
    return what + ": " + remedy;
  }
}

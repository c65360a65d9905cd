package io.dumpwarden.definition;

/**
 * What is dropped before it is made.
 *
 * @param tables with sequences, views, routines and events
 */
public record DropChoice(boolean databases, boolean tables, boolean triggers) {

  /** Everything but databases, as dump tools do it. */
  public static final DropChoice STANDARD = new DropChoice(false, true, true);

  boolean of(DefinedKind kind) {
    return switch (kind) {
      case DATABASE -> databases;
      case TRIGGER -> triggers;
      case SEQUENCE, TABLE, VIEW, PROCEDURE, FUNCTION, PACKAGE, PACKAGE_BODY, EVENT -> tables;
    };
  }
}

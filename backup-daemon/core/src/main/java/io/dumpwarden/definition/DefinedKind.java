package io.dumpwarden.definition;

import java.util.Locale;

/** What SHOW CREATE shows. */
enum DefinedKind {
  DATABASE(2),
  TABLE(2),
  SEQUENCE(2),
  VIEW(2),
  TRIGGER(3),
  PROCEDURE(3),
  FUNCTION(3),
  PACKAGE(3),
  PACKAGE_BODY(3),
  EVENT(4);

  private final int textColumn;

  DefinedKind(int textColumn) {
    this.textColumn = textColumn;
  }

  /** Where SHOW CREATE has the statement, counted from one. */
  int textColumn() {
    return textColumn;
  }

  /** MariaDB's, of routines under Oracle's mode, or the body of one. */
  boolean isPackage() {
    return this == PACKAGE || this == PACKAGE_BODY;
  }

  /** As in statements: {@code PACKAGE BODY}. */
  String words() {
    return name().replace('_', ' ');
  }

  /** How messages name one of them. */
  String word() {
    return words().toLowerCase(Locale.ROOT);
  }
}

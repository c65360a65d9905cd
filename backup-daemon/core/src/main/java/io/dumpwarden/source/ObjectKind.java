package io.dumpwarden.source;

import java.util.Locale;

/** The kinds of objects that a database holds. */
public enum ObjectKind {
  TABLE,
  SEQUENCE,
  VIEW,
  TRIGGER,
  ROUTINE,
  EVENT;

  /** How messages name one of them. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

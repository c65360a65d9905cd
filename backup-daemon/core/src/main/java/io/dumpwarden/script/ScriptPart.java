package io.dumpwarden.script;

/** Which statements of a chosen database are wanted. */
public enum ScriptPart {
  ALL,
  /**
   * CREATE DATABASE, tables, sequences and rows; no triggers, views (nor what stands in for them),
   * routines, events.
   */
  DATA,
  /**
   * Triggers, views, routines and events; no CREATE DATABASE, so that the database has to be there.
   */
  DEFINITIONS,
  /** The same without events. */
  DEFINITIONS_BUT_EVENTS,
  /** Events alone: whoever makes them last has none fire before all is there. */
  EVENTS;

  boolean makesDatabases() {
    return this == ALL || this == DATA;
  }

  /** Whether statements of this kind, which is one of objects or rows, are wanted. */
  boolean holds(StatementKind kind) {
    boolean data =
        kind == StatementKind.TABLE || kind == StatementKind.ROWS || kind == StatementKind.LOCK;
    return switch (this) {
      case ALL -> true;
      case DATA -> data;
      case DEFINITIONS -> !data;
      case DEFINITIONS_BUT_EVENTS -> !data && kind != StatementKind.EVENT;
      case EVENTS -> kind == StatementKind.EVENT;
    };
  }
}

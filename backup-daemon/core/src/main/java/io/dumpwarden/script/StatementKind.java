package io.dumpwarden.script;

import io.dumpwarden.source.ObjectKind;

/** What a statement of a dump is for. */
enum StatementKind {
  /** Settings of the session, transactions, nothing at all: whatever database is meant. */
  SESSION,
  /** What changes the server instead of a database: positions, replication, global settings. */
  SERVER,
  USE,
  CREATE_DATABASE,
  ALTER_DATABASE,
  DROP_DATABASE,
  /** Makes or changes a table or a sequence. */
  TABLE,
  /** Fills a table or a sequence. */
  ROWS,
  LOCK,
  UNLOCK,
  /** A view, or what is made first in its place. */
  VIEW,
  TRIGGER,
  ROUTINE,
  EVENT,
  /** Anything else. */
  OTHER;

  boolean isDefinition() {
    return this == VIEW || this == TRIGGER || this == ROUTINE || this == EVENT;
  }

  /** The kind of a definition's object. */
  ObjectKind objectKind() {
    return ObjectKind.valueOf(name());
  }

  /** Whether it is of a single table, sequence or view. */
  boolean isOfTable() {
    return this == TABLE || this == ROWS || this == LOCK || this == VIEW;
  }
}

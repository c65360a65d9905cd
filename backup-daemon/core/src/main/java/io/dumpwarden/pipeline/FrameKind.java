package io.dumpwarden.pipeline;

/** What a frame holds, and so how a restore goes about it. */
public enum FrameKind {
  /** SQL that is to be run in the file's order, on one connection. */
  SCRIPT,
  /** Definitions of databases, tables and sequences: to be run before all rows, in order. */
  DEFINITIONS,
  /** Rows of one table: frames of this kind may be run in any order, side by side. */
  ROWS,
  /** Views, triggers, routines, events, and the dump's end: after all rows, in order. */
  REST
}

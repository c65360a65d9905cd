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
  DEFINITIONS
}

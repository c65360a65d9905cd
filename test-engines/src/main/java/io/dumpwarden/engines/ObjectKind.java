package io.dumpwarden.engines;

import java.util.Locale;

/** What a database consists of, and where its names stand. */
enum ObjectKind {
  TABLE("TABLES", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_TYPE NOT IN ('VIEW', 'SEQUENCE')"),
  VIEW("TABLES", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_TYPE = 'VIEW'"),
  SEQUENCE("TABLES", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_TYPE = 'SEQUENCE'"),
  /** With its place among the others of its table and time, which its definition does not say. */
  TRIGGER(
      "TRIGGERS",
      "TRIGGER_SCHEMA",
      "TRIGGER_NAME, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER",
      "TRUE"),
  PROCEDURE("ROUTINES", "ROUTINE_SCHEMA", "ROUTINE_NAME", "ROUTINE_TYPE = 'PROCEDURE'"),
  FUNCTION("ROUTINES", "ROUTINE_SCHEMA", "ROUTINE_NAME", "ROUTINE_TYPE = 'FUNCTION'"),
  PACKAGE("ROUTINES", "ROUTINE_SCHEMA", "ROUTINE_NAME", "ROUTINE_TYPE = 'PACKAGE'"),
  PACKAGE_BODY("ROUTINES", "ROUTINE_SCHEMA", "ROUTINE_NAME", "ROUTINE_TYPE = 'PACKAGE BODY'"),
  EVENT("EVENTS", "EVENT_SCHEMA", "EVENT_NAME", "TRUE");

  private final String query;

  ObjectKind(String from, String schema, String columns, String condition) {
    // Names in information_schema may compare without regard to case: Shop is not shop.
    this.query =
        "SELECT %s FROM information_schema.%s WHERE %s = ? AND CAST(%s AS BINARY) = ? AND %s"
            .formatted(columns, from, schema, schema, condition);
  }

  /** A query, by the database twice, for names, each perhaps followed by its place. */
  String query() {
    return query;
  }

  /** As in {@code SHOW CREATE}, in lower case. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

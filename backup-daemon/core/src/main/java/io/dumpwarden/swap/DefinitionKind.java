package io.dumpwarden.swap;

import io.dumpwarden.source.ObjectKind;
import java.util.Locale;

/** What a database holds beside tables, in the order in which it is made; dropped in reverse. */
enum DefinitionKind {
  PROCEDURE(ObjectKind.ROUTINE, "ROUTINES", "ROUTINE", "ROUTINE_TYPE = 'PROCEDURE'", 3),
  FUNCTION(ObjectKind.ROUTINE, "ROUTINES", "ROUTINE", "ROUTINE_TYPE = 'FUNCTION'", 3),
  PACKAGE(ObjectKind.ROUTINE, "ROUTINES", "ROUTINE", "ROUTINE_TYPE = 'PACKAGE'", 3),
  PACKAGE_BODY(ObjectKind.ROUTINE, "ROUTINES", "ROUTINE", "ROUTINE_TYPE = 'PACKAGE BODY'", 3),
  VIEW(ObjectKind.VIEW, "VIEWS", "TABLE", "TRUE", 2),
  TRIGGER(ObjectKind.TRIGGER, "TRIGGERS", "TRIGGER", "TRUE", 3),
  /** Last, so that none fires before all is there. */
  EVENT(ObjectKind.EVENT, "EVENTS", "EVENT", "TRUE", 4);

  private final ObjectKind objects;
  private final String view;
  private final String prefix;
  private final String condition;
  private final int textColumn;

  DefinitionKind(ObjectKind objects, String view, String prefix, String condition, int textColumn) {
    this.objects = objects;
    this.view = view;
    this.prefix = prefix;
    this.condition = condition;
    this.textColumn = textColumn;
  }

  ObjectKind objects() {
    return objects;
  }

  /** As in statements: {@code PACKAGE BODY}. */
  String words() {
    return name().replace('_', ' ');
  }

  /** MariaDB's, of routines under Oracle's mode, or the body of one. */
  boolean isPackage() {
    return this == PACKAGE || this == PACKAGE_BODY;
  }

  /** How messages name one of them. */
  String word() {
    return words().toLowerCase(Locale.ROOT);
  }

  /** Where SHOW CREATE has the statement, counted from one. */
  int textColumn() {
    return textColumn;
  }

  /**
   * A query by the database for schema, name, and the table it belongs to or NULL. Triggers come in
   * the order in which they fire.
   */
  String query() {
    boolean trigger = this == TRIGGER;
    return "SELECT %1$s_SCHEMA, %1$s_NAME, %2$s FROM information_schema.%3$s WHERE %1$s_SCHEMA = ? AND %4$s ORDER BY %5$s"
        .formatted(
            prefix,
            trigger ? "EVENT_OBJECT_TABLE" : "NULL",
            view,
            condition,
            trigger
                ? "EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER"
                : prefix + "_NAME");
  }
}

package io.dumpwarden.definition;

/**
 * Something that SHOW CREATE shows.
 *
 * @param name empty for a database itself
 */
record Defined(DefinedKind kind, String database, String name) {

  static Defined database(String name) {
    return new Defined(DefinedKind.DATABASE, name, "");
  }

  /** The statement that shows it. */
  String show() {
    if (kind == DefinedKind.DATABASE) {
      return "SHOW CREATE DATABASE IF NOT EXISTS " + Sql.name(database);
    }
    return "SHOW CREATE %s %s".formatted(kind.words(), Sql.name(database, name));
  }

  /** For messages: {@code view totals of shop}. */
  String describe() {
    if (kind == DefinedKind.DATABASE) {
      return "database " + database;
    }
    return "%s %s of %s".formatted(kind.word(), name, database);
  }
}

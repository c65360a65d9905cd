package io.dumpwarden.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a dump, as far as its beginning tells.
 *
 * @param verb its first word, in upper case
 * @param object the word for what it is about, such as TABLE; empty for none
 * @param name what it is about; null for nothing
 * @param table the table of a trigger that is made
 * @param definer the clause that says whose it is; null for none
 * @param standIn whether a view is made here with its columns alone, or dropped
 */
record SqlStatement(
    StatementKind kind,
    String verb,
    String object,
    @Nullable QualifiedName name,
    @Nullable QualifiedName table,
    @Nullable Span definer,
    boolean standIn) {

  /** Where something stands in a statement. */
  record Span(int start, int end) {}

  /** A name, and perhaps the database in front of it. */
  record QualifiedName(@Nullable SqlToken database, SqlToken name) {

    Optional<String> databaseName() {
      return Optional.ofNullable(database).map(SqlToken::text);
    }
  }

  static SqlStatement of(StatementKind kind, String verb) {
    return new SqlStatement(kind, verb, "", null, null, null, false);
  }

  static SqlStatement of(
      StatementKind kind, String verb, String object, @Nullable QualifiedName name) {
    return new SqlStatement(kind, verb, object, name, null, null, false);
  }

  /** For people: {@code INSERT INTO `shop`.`orders`}. */
  String describe(String database) {
    String what = verb.equals("INSERT") || verb.equals("REPLACE") ? "INTO" : object;
    StringBuilder text = new StringBuilder(verb);
    if (!what.isEmpty()) {
      text.append(' ').append(what);
    }
    if (name != null) {
      String in = name.databaseName().orElse(database);
      text.append(' ');
      if (!in.isEmpty() && !isOfDatabase()) {
        text.append(SqlName.quoted(in)).append('.');
      }
      text.append(SqlName.quoted(name.name().text()));
    }
    return text.toString();
  }

  boolean isOfDatabase() {
    return kind == StatementKind.USE
        || kind == StatementKind.CREATE_DATABASE
        || kind == StatementKind.ALTER_DATABASE
        || kind == StatementKind.DROP_DATABASE;
  }
}

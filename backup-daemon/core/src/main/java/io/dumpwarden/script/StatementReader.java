package io.dumpwarden.script;

import io.dumpwarden.script.SqlStatement.QualifiedName;
import io.dumpwarden.script.SqlStatement.Span;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a statement is for, out of its first tokens. */
final class StatementReader {

  private static final Map<String, StatementKind> OBJECTS =
      Map.ofEntries(
          Map.entry("DATABASE", StatementKind.CREATE_DATABASE),
          Map.entry("SCHEMA", StatementKind.CREATE_DATABASE),
          Map.entry("TABLE", StatementKind.TABLE),
          Map.entry("TABLES", StatementKind.TABLE),
          Map.entry("SEQUENCE", StatementKind.TABLE),
          Map.entry("INDEX", StatementKind.TABLE),
          Map.entry("VIEW", StatementKind.VIEW),
          Map.entry("TRIGGER", StatementKind.TRIGGER),
          Map.entry("FUNCTION", StatementKind.ROUTINE),
          Map.entry("PROCEDURE", StatementKind.ROUTINE),
          Map.entry("PACKAGE", StatementKind.ROUTINE),
          Map.entry("EVENT", StatementKind.EVENT));

  /** Objects of the server, whose names say nothing of a database. */
  private static final Set<String> NOT_OF_DATABASES =
      Set.of("USER", "ROLE", "SERVER", "TABLESPACE", "LOGFILE", "RESOURCE", "UNDO", "PREPARE");

  private static final Set<String> TRANSACTIONS =
      Set.of("COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", ";", "");

  private static final Set<String> SERVER_VERBS =
      Set.of("CHANGE", "STOP", "RESET", "FLUSH", "PURGE");

  private static final Set<String> SERVER_SCOPES = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY");

  private static final Set<String> OPTIONS_OF_DATABASE =
      Set.of("CHARACTER", "CHARSET", "COLLATE", "DEFAULT");

  private static final Set<String> BEFORE_NAMES =
      Set.of(
          "IF",
          "NOT",
          "EXISTS",
          "BODY",
          "INTO",
          "IGNORE",
          "DELAYED",
          "LOW_PRIORITY",
          "HIGH_PRIORITY",
          "FROM");

  private final String text;
  private final Charset names;
  private final List<SqlToken> seen = new ArrayList<>();
  private final SqlTokens tokens;
  private int next;

  /**
   * @param text the beginning of the statement, or all of it, each byte as one character
   * @param names how its names are encoded
   */
  StatementReader(String text, QuotingMode mode, Charset names) {
    this.text = text;
    this.names = names;
    this.tokens = new SqlTokens(text, mode);
  }

  SqlStatement read() {
    SqlToken first = token();
    String verb = first == null ? "" : first.keyword();
    return switch (verb) {
      case "SET" -> set();
      case "USE" -> ofDatabase(StatementKind.USE, verb, "");
      case "CREATE" -> create();
      case "DROP" -> drop();
      case "ALTER" -> alter();
      case "INSERT", "REPLACE" -> of(StatementKind.ROWS, verb, "");
      case "TRUNCATE", "ANALYZE", "DELETE" -> rows(verb);
      case "LOCK" -> lock();
      case "UNLOCK" -> SqlStatement.of(StatementKind.UNLOCK, verb);
      case "DO", "SELECT" -> sequenceValue(verb);
      case "START" -> start();
      case "BEGIN" -> begin();
      default -> other(verb);
    };
  }

  private SqlStatement other(String verb) {
    if (TRANSACTIONS.contains(verb)) {
      return SqlStatement.of(StatementKind.SESSION, verb);
    }
    return SqlStatement.of(
        SERVER_VERBS.contains(verb) ? StatementKind.SERVER : StatementKind.OTHER, verb);
  }

  /** The binary log goes with the positions: it is off for the sake of them. */
  private SqlStatement set() {
    SqlToken scope = token();
    if (scope != null && scope.is("@")) {
      token();
      scope = token();
    }
    boolean server =
        scope != null && SERVER_SCOPES.contains(scope.keyword())
            || text.contains("SQL_LOG_BIN")
            || text.contains("GTID_PURGED");
    return SqlStatement.of(server ? StatementKind.SERVER : StatementKind.SESSION, "SET");
  }

  private SqlStatement start() {
    SqlToken what = token();
    boolean transaction = what != null && what.is("TRANSACTION");
    return SqlStatement.of(transaction ? StatementKind.SESSION : StatementKind.SERVER, "START");
  }

  private SqlStatement begin() {
    SqlToken more = token();
    boolean alone = more == null || more.is(";") || more.is("WORK");
    return SqlStatement.of(alone ? StatementKind.SESSION : StatementKind.OTHER, "BEGIN");
  }

  private SqlStatement create() {
    Span definer = null;
    boolean plain = true;
    for (SqlToken token = token(); token != null; token = token()) {
      String keyword = token.keyword();
      StatementKind kind = OBJECTS.get(keyword);
      if (kind == StatementKind.CREATE_DATABASE) {
        return plain && keyword.equals("DATABASE")
            ? ofDatabase(kind, "CREATE", keyword)
            : SqlStatement.of(kind, "CREATE", keyword, null);
      } else if (kind != null) {
        return created(kind, keyword, definer, plain);
      } else if (NOT_OF_DATABASES.contains(keyword)) {
        break;
      } else if (keyword.equals("DEFINER")) {
        Span clause = definer(token);
        definer = clause == null ? definer : clause;
      }
      plain = false;
    }
    return SqlStatement.of(StatementKind.OTHER, "CREATE");
  }

  private SqlStatement created(
      StatementKind kind, String object, @Nullable Span definer, boolean plain) {
    if (object.equals("INDEX")) {
      skipTo("ON");
    }
    boolean standIn = plain && text.startsWith("/*!50001 CREATE");
    QualifiedName name = name();
    QualifiedName table = null;
    if (kind == StatementKind.TRIGGER) {
      skipTo("ON");
      table = name();
    }
    StatementKind real = standIn && kind == StatementKind.TABLE ? StatementKind.VIEW : kind;
    return new SqlStatement(real, "CREATE", object, name, table, definer, standIn);
  }

  /** User and host, or a role, or a function that tells them. */
  private @Nullable Span definer(SqlToken word) {
    SqlToken sign = token();
    if (sign == null || !sign.is("=")) {
      // SQL SECURITY DEFINER
      next -= sign == null ? 0 : 1;
      return null;
    }
    SqlToken user = token();
    if (user == null) {
      return null;
    }
    SqlToken at = token();
    if (at == null || !at.is("@")) {
      next--;
      return new Span(word.start(), user.end());
    }
    SqlToken host = token();
    return host == null ? null : new Span(word.start(), host.end());
  }

  private SqlStatement drop() {
    SqlToken what = token();
    if (what != null && what.is("TEMPORARY")) {
      what = token();
    }
    String object = what == null ? "" : what.keyword();
    StatementKind kind = OBJECTS.getOrDefault(object, StatementKind.OTHER);
    if (kind == StatementKind.CREATE_DATABASE) {
      boolean known = text.startsWith("/*!40000 DROP DATABASE IF EXISTS `");
      return SqlStatement.of(StatementKind.DROP_DATABASE, "DROP", object, known ? name() : null);
    }
    if (kind == StatementKind.OTHER || object.equals("INDEX")) {
      return SqlStatement.of(StatementKind.OTHER, "DROP");
    }
    boolean standIn = text.startsWith("/*!50001 DROP");
    QualifiedName name = name();
    if (rest().equals(",")) {
      return SqlStatement.of(StatementKind.OTHER, "DROP", object, null);
    }
    boolean ofView = standIn && kind == StatementKind.TABLE;
    return new SqlStatement(
        ofView ? StatementKind.VIEW : kind, "DROP", object, name, null, null, standIn);
  }

  private SqlStatement alter() {
    SqlToken what = token();
    while (what != null && (what.is("IGNORE") || what.is("ONLINE"))) {
      what = token();
    }
    String object = what == null ? "" : what.keyword();
    return switch (object) {
      case "DATABASE" -> alterDatabase();
      case "SCHEMA" -> SqlStatement.of(StatementKind.ALTER_DATABASE, "ALTER", object, null);
      case "TABLE", "SEQUENCE" -> of(StatementKind.TABLE, "ALTER", object);
      default -> SqlStatement.of(StatementKind.OTHER, "ALTER");
    };
  }

  /** Without a name it is the current one, and no object is told. */
  private SqlStatement alterDatabase() {
    SqlToken first = token();
    if (first != null && OPTIONS_OF_DATABASE.contains(first.keyword())) {
      return SqlStatement.of(StatementKind.ALTER_DATABASE, "ALTER");
    }
    next -= first == null ? 0 : 1;
    return ofDatabase(StatementKind.ALTER_DATABASE, "ALTER", "DATABASE");
  }

  private SqlStatement rows(String verb) {
    SqlToken token = token();
    while (token != null && (token.is("LOCAL") || token.is("NO_WRITE_TO_BINLOG"))) {
      token = token();
    }
    if (token != null && !token.is("TABLE") && !token.is("FROM")) {
      next--;
    }
    return of(StatementKind.ROWS, verb, verb.equals("DELETE") ? "FROM" : "TABLE");
  }

  private SqlStatement lock() {
    token();
    QualifiedName name = name();
    boolean several = text.indexOf(',', name == null ? 0 : name.name().end()) >= 0;
    return SqlStatement.of(StatementKind.LOCK, "LOCK", "TABLES", several ? null : name);
  }

  /** MariaDB's {@code DO SETVAL(`s`, 1, 0)}; SELECT in older ones. */
  private SqlStatement sequenceValue(String verb) {
    SqlToken function = token();
    if (function == null || !function.is("SETVAL")) {
      return SqlStatement.of(StatementKind.OTHER, verb);
    }
    token();
    return of(StatementKind.ROWS, verb, "SETVAL");
  }

  private SqlStatement of(StatementKind kind, String verb, String object) {
    return SqlStatement.of(kind, verb, object, name());
  }

  /** Its name only where it is written as the tools write it. */
  private SqlStatement ofDatabase(StatementKind kind, String verb, String object) {
    QualifiedName name = name();
    boolean known = name != null && name.database() == null && name.name().quote() == '`';
    return SqlStatement.of(kind, verb, object, known ? name : null);
  }

  private @Nullable QualifiedName name() {
    SqlToken name = token();
    while (name != null && BEFORE_NAMES.contains(name.keyword())) {
      name = token();
    }
    SqlToken dot = name == null ? null : token();
    if (dot == null || !dot.is(".")) {
      next -= dot == null ? 0 : 1;
      return name == null ? null : qualified(null, name);
    }
    SqlToken second = token();
    return second == null ? null : qualified(name, second);
  }

  private void skipTo(String keyword) {
    SqlToken token = token();
    while (token != null && !token.is(keyword)) {
      token = token();
    }
  }

  private @Nullable SqlToken token() {
    if (next == seen.size()) {
      tokens.next().ifPresent(seen::add);
    }
    return next < seen.size() ? seen.get(next++) : null;
  }

  String text() {
    return text;
  }

  /** The word or sign behind what was read; empty at the end. */
  String rest() {
    SqlToken token = token();
    return token == null ? "" : token.text();
  }

  private QualifiedName qualified(@Nullable SqlToken database, SqlToken name) {
    return new QualifiedName(database == null ? null : decoded(database), decoded(name));
  }

  private SqlToken decoded(SqlToken token) {
    String name = new String(token.text().getBytes(StandardCharsets.ISO_8859_1), names);
    return new SqlToken(name, token.quote(), token.start(), token.end());
  }
}

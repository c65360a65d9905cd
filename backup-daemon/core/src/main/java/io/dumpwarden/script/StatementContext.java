package io.dumpwarden.script;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads the statements of a dump in their order, and remembers what bears on the later ones. */
final class StatementContext {

  private static final String SERVER = "-- Server version";

  /** Whose dumps repeat a trigger as it came, in its author's encoding; MySQL's have UTF-8. */
  private boolean mariaDb;

  private Charset charset = StandardCharsets.UTF_8;
  private String database = "";

  void comment(SqlHead head) {
    if (head.startsWith(SERVER)) {
      mariaDb = head.text().contains("MariaDB");
    }
  }

  /** The database in use; empty for none so far. */
  String database() {
    return database;
  }

  ScriptTable table(SqlStatement.QualifiedName name) {
    return new ScriptTable(name.databaseName().orElse(database), name.name().text());
  }

  /** The statement that the splitter tells of. */
  SqlStatement enter(SqlHead head, SqlSplitter splitter) {
    return enter(reader(LatinText.of(head.bytes(), head.length()), splitter.mode()));
  }

  StatementReader reader(String text, QuotingMode mode) {
    return new StatementReader(text, mode, charset);
  }

  SqlStatement enter(StatementReader reader) {
    SqlStatement statement = reader.read();
    if (statement.kind() == StatementKind.USE && statement.name() != null) {
      database = statement.name().name().text();
    }
    if (mariaDb && statement.verb().equals("SET")) {
      charset = ClientCharset.in(reader.text()).orElse(charset);
    }
    return statement;
  }
}

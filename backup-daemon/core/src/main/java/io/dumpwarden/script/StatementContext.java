package io.dumpwarden.script;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads the statements of a dump in their order, and remembers what bears on the later ones. */
final class StatementContext {

  private static final String SERVER = "-- Server version";

  /** What the first line of our own dumps begins with. */
  private static final String OWN = "-- Dumpwarden";

  /**
   * Whether a trigger stands there as it came, in its author's encoding, as in MariaDB's dumps and
   * in ours; in MySQL's its name is in UTF-8.
   */
  private boolean encodingsVary;

  private Charset charset = StandardCharsets.UTF_8;
  private String database = "";

  void comment(SqlHead head) {
    if (head.startsWith(OWN) || head.startsWith(SERVER) && head.text().contains("MariaDB")) {
      encodingsVary = true;
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
    if (encodingsVary && statement.verb().equals("SET")) {
      charset = ClientCharset.in(reader.text()).orElse(charset);
    }
    return statement;
  }
}

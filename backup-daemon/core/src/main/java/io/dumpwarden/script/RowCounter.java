package io.dumpwarden.script;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the rows that a dump's INSERT and REPLACE statements insert, as it passes. Memory grows
 * with the number of tables, not with the rows. For one thread.
 */
public final class RowCounter {

  private final Map<ScriptTable, Long> rows = new LinkedHashMap<>();
  private final SqlSplitter splitter = new SqlSplitter(new Counting());
  private final StatementContext context = new StatementContext();

  /** The next bytes of the raw SQL, cut anywhere. */
  public void see(byte[] bytes, int offset, int length) {
    splitter.see(bytes, offset, length);
  }

  /**
   * The rows by table, of what was seen so far, in the order of the dump: every table that the dump
   * creates or fills, empty ones with 0. The database is empty where the dump does not name it.
   */
  public Map<ScriptTable, Long> rows() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  private final class Counting implements SqlSplitter.Sink {

    @Override
    public void statement(SqlHead head) {
      SqlStatement statement = context.enter(head, splitter);
      SqlStatement.QualifiedName name = statement.name();
      boolean insert = statement.verb().equals("INSERT") || statement.verb().equals("REPLACE");
      boolean created = statement.verb().equals("CREATE") && statement.object().equals("TABLE");
      if (name != null && (insert || created && statement.kind() == StatementKind.TABLE)) {
        rows.merge(context.table(name), splitter.rows(), Long::sum);
      }
    }

    @Override
    public void comment(SqlHead head) {
      context.comment(head);
    }
  }
}
